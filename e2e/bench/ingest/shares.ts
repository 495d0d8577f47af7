import { cpus } from "node:os";
import { idleSeconds, postgresSeconds, processSeconds } from "../processor-time";

interface Cost {
  readonly webhooks: number;
  readonly wall: number;
  readonly server: number;
  readonly postgres: number;
  readonly idle: number;
}

/** Adds up what a server and its PostgreSQL take of the processors while it is under load. */
export function countCosts(server: { readonly pid: number }, postgres: { readonly dir: string }) {
  const sum = { webhooks: 0, wall: 0, server: 0, postgres: 0, idle: 0 };
  const read = (): Omit<Cost, "webhooks"> => ({
    wall: performance.now() / 1_000,
    server: processSeconds(server.pid) ?? NaN,
    postgres: postgresSeconds(postgres.dir) ?? NaN,
    idle: idleSeconds(),
  });
  return {
    async during<T extends { readonly answered: number }>(work: () => Promise<T>): Promise<T> {
      const before = read();
      const found = await work();
      const after = read();
      for (const part of ["wall", "server", "postgres", "idle"] as const) sum[part] += after[part] - before[part];
      sum.webhooks += found.answered;
      return found;
    },
    /** Milliseconds of processor time that each took of both. */
    each: (): number => ((sum.server + sum.postgres) * 1_000) / sum.webhooks,
    /** One line: milliseconds of processor time each webhook took, and how much of the machine was idle. */
    remark(name: string): string {
      const each = (seconds: number) => `${((seconds * 1_000) / sum.webhooks).toFixed(2)} ms`;
      const idle = Math.round((sum.idle / (sum.wall * cpus().length)) * 100);
      return `${name}: a webhook takes ${each(sum.server)} of the server, ${each(sum.postgres)} of PostgreSQL; ${idle} % idle`;
    },
  };
}
