import { setTimeout as pause } from "node:timers/promises";
import type { GraphEmulator } from "@/dev/graph/graph-emulator";
import { now } from "./clock";
import { quantile, type Measure, type Report } from "./measure";
import { stagesOf, type Reply } from "./reply-stages";
import { onStand, type Stand } from "./stand";

/** Whoever writes is greeted. */
const GREETING = {
  nodes: [
    { id: "start", type: "trigger", data: { keyword: "default", match: "default" } },
    { id: "hello", type: "message", data: { text: "Hello {{ contact.name }}, what can we do for you?" } },
  ],
  edges: [{ source: "start", target: "hello" }],
};

// Each gets a dozen messages: beyond 45 WhatsApp's pace for one customer would be measured.
const CUSTOMERS = Array.from({ length: 25 }, (_, index) => `49151000${String(index).padStart(5, "0")}`);
const WARM_UP = 50;
const RUNS = 5;
const REPLIES = 50;
const LOST_MS = 10_000;

/** DESIGN.md section 8, milliseconds. */
const AIMS = { p50: 10, p99: 50 };

/** How long a customer waits for the first message of an answer, one customer after another on an idle system. */
export async function reply(): Promise<Report> {
  const options = { definition: GREETING, graph: { statusesUpTo: "none" } } as const;
  const one = await onStand({ ...options, worker: "embedded" }, (stand) => measure(stand, "1 process"));
  const two = await onStand({ ...options, worker: "own" }, (stand) => measure(stand, "2 processes"));
  return { ...two, measures: [...one.measures, ...two.measures], remarks: [...one.remarks, ...two.remarks] };
}

async function measure(stand: Stand, processes: string): Promise<Report> {
  await ask(stand, WARM_UP);
  const programs = [...new Set([stand.server, stand.worker])];
  const told = () => Promise.all(programs.map((program) => program.tell()));
  await told();
  const runs: (readonly Reply[])[] = [];
  for (let run = 0; run < RUNS; run += 1) runs.push(await ask(stand, REPLIES));
  const notes = (await told()).flatMap((program) => program.notes);

  const times = runs.map((replies) => replies.map(({ postedAt, arrivedAt }) => arrivedAt - postedAt));
  const measureOf = (name: "p50" | "p99", share: number): Measure => ({
    name: `reply ${name}, ${processes}`,
    unit: "ms",
    runs: times.map((run) => quantile(run, share)),
    aim: AIMS[name],
    better: "less",
    judged: false,
  });
  return {
    measures: [measureOf("p50", 0.5), measureOf("p99", 0.99)],
    remarks: [`${processes}, PostgreSQL ${stand.postgres.version}`, ...stagesOf(runs.flat(), notes)],
    postgres: stand.postgres.version,
  };
}

/** One after another, each when all that the one before left to do is done. */
async function ask({ graph, phoneNumberId }: Stand, count: number): Promise<readonly Reply[]> {
  const replies: Reply[] = [];
  for (let index = 0; index < count; index += 1) {
    const from = CUSTOMERS[index % CUSTOMERS.length] ?? "";
    const arrival = nextSend(graph);
    const postedAt = now();
    const posted = graph.customerSays({ phoneNumberId, from, text: "Good morning" });
    replies.push({ postedAt, arrivedAt: await arrival });
    await posted;
    await pause(20 + Math.random() * 20);
  }
  return replies;
}

function nextSend(graph: GraphEmulator): Promise<number> {
  return new Promise((resolve, reject) => {
    const lost = setTimeout(() => reject(new Error(`A customer got no answer within ${LOST_MS} ms.`)), LOST_MS);
    const unwatch = graph.watch((event) => {
      if (event.kind !== "message" || event.message.direction !== "sent") return;
      clearTimeout(lost);
      unwatch();
      resolve(now());
    });
  });
}
