import { pool } from "../db/pool";
import { takeCounts } from "./count";
import { createKeeper, type Keeper } from "./keeper";

const shared = globalThis as typeof globalThis & { recadoKeeper?: Keeper };

const poolNow = () => {
  const { totalCount, idleCount, waitingCount } = pool();
  return { total: totalCount, idle: idleCount, waiting: waitingCount };
};

/** Brings this process' counts to the deployment's: the one keeper of the process. */
export const metricKeeper = (): Keeper => (shared.recadoKeeper ??= createKeeper({ take: takeCounts }, poolNow));
