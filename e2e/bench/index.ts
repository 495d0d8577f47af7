import { converse } from "./converse";
import { engine } from "./engine";
import type { Bench } from "./measure";
import { reply } from "./reply";

/** Every bench, by the name that `npm run bench` takes. */
export const benches: Readonly<Record<string, Bench>> = {
  engine: { run: engine, needsBuild: false },
  reply: { run: reply, needsBuild: true },
  converse: { run: converse, needsBuild: true },
};
