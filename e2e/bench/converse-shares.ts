import { cpus } from "node:os";
import { now } from "./clock";
import { idleSeconds, postgresSeconds } from "./processor-time";
import type { Note } from "./program";
import type { Stand } from "./stand";

type Part = "PostgreSQL" | "web server" | "worker" | "Meta and customers" | "idle";

/** Seconds of processor time until now, and what the programs have noted since they were last asked. */
export interface Snapshot {
  readonly at: number;
  readonly seconds: Readonly<Record<Part, number>>;
  readonly notes: readonly Note[];
}

export async function snapshot({ server, worker, postgres }: Stand): Promise<Snapshot> {
  const [web, works] = await Promise.all([server.tell(), worker.tell()]);
  const { user, system } = process.cpuUsage();
  return {
    at: now(),
    seconds: {
      PostgreSQL: postgresSeconds(postgres.dir) ?? NaN,
      "web server": web.processorSeconds,
      worker: works.processorSeconds,
      "Meta and customers": (user + system) / 1e6,
      idle: idleSeconds(),
    },
    notes: [...web.notes, ...works.notes],
  };
}

/** Who had the machine's processors between two moments, in which so many messages came and went, and what for. */
export function sharesOf(before: Snapshot, after: Snapshot, messages: number): readonly string[] {
  const whole = ((after.at - before.at) / 1000) * cpus().length;
  const spent = (part: Part) => after.seconds[part] - before.seconds[part];
  const percent = (seconds: number) => `${Math.round((seconds / whole) * 100)} %`;
  const ours = ["PostgreSQL", "web server", "worker", "Meta and customers"] as const;
  const rows = ours.map((part) => {
    const each = ((spent(part) * 1000) / messages).toFixed(2);
    return `${part.padEnd(24)} ${percent(spent(part)).padStart(5)}  ${each.padStart(6)} ms a message`;
  });
  const others = Math.max(0, whole - spent("idle") - ours.reduce((sum, part) => sum + spent(part), 0));
  return [
    "of the processors' time:",
    ...rows,
    `${"other programs".padEnd(24)} ${percent(others).padStart(5)}`,
    `${"idle".padEnd(24)} ${percent(spent("idle")).padStart(5)}`,
    verdict(spent("idle") / whole, spent("PostgreSQL") / (spent("web server") + spent("worker"))),
    ...statementsOf(after.notes, messages),
  ];
}

function verdict(idle: number, postgresToOurs: number): string {
  if (idle > 0.25) return "so it is limited by waiting, not by the processors";
  const times = postgresToOurs.toFixed(1);
  return `so it is limited by the processors; PostgreSQL takes ${times} times what our programs take`;
}

const DEAREST = 8;

/** How many there are, and those that programs wait for longest: for their answer, in line for a processor included. */
function statementsOf(notes: readonly Note[], messages: number): readonly string[] {
  const statements = notes.filter(({ connection }) => connection > 0);
  const each = (count: number) => (count / messages).toFixed(1);
  const byText = new Map<string, { count: number; ms: number }>();
  for (const { text, at, until } of statements) {
    const { count, ms } = byText.get(text) ?? { count: 0, ms: 0 };
    byText.set(text, { count: count + 1, ms: ms + Math.max(0, until - at) });
  }
  const dearest = [...byText].sort(([, one], [, other]) => other.ms - one.ms).slice(0, DEAREST);
  return [
    `a message takes ${each(statements.length)} statements in ${each(byText.get("commit")?.count ?? 0)} transactions; waited for longest:`,
    ...dearest.map(
      ([text, { count, ms }]) =>
        `${each(count).padStart(5)} × ${(ms / count).toFixed(1).padStart(5)} ms  ${short(text)}`,
    ),
  ];
}

const short = (statement: string): string => statement.replace(/\s+/g, " ").trim().slice(0, 70);
