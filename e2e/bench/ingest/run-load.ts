import { fileURLToPath } from "node:url";
import { runNode } from "@/dev/run-tool.mjs";
import type { Ground } from "../ground";
import type { Found, Job } from "./job";

/** Where the bundles of a bench are: this file is in one of them. */
export const bundled = (name: string): string => fileURLToPath(new URL(`./${name}.mjs`, import.meta.url));

const CONNECTIONS = 64;

/** Lets Meta post to a port of this machine for a while. Anything but 200 ends the bench: what was not stored was not measured. */
export async function runLoad(
  { tenant }: Ground,
  { port, path, seconds, rate = null }: { port: number; path: string; seconds: number; rate?: number | null },
): Promise<Found> {
  const { appSecret, phoneNumberId, businessAccountId } = tenant;
  const connections = CONNECTIONS;
  const job: Job = { port, path, appSecret, phoneNumberId, businessAccountId, connections, seconds, rate };
  const { ok, output } = await runNode([bundled("load"), JSON.stringify(job)]);
  if (!ok) throw new Error(`The load could not be run: ${output}`);
  const found = JSON.parse(output) as Found;
  if (found.failed > 0)
    throw new Error(`${found.failed} of ${found.failed + found.answered} were not answered with 200`);
  return found;
}

export const perSecond = ({ answered, seconds }: Found): number => answered / seconds;
