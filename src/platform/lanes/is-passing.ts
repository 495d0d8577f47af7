// Faults of the machinery, not of the event: serialization and deadlock, lost or refused connections, a full server, a
// shutdown, a lock that was not to be had in time. Not 25P03: who leaves a transaction idle for so long was computing. https://www.postgresql.org/docs/current/errcodes-appendix.html
const PASSING = /^(40001|40P01|53\d{3}|55P03|57014|57P0[123]|08\d{3}|ECONN\w+|EPIPE|ETIMEDOUT)$/;

// What pg says without a code: of a connection that broke, and of one that has broken before.
const LOST = /^Connection terminated|timeout exceeded when trying to connect|connection error and is not queryable/;

/** Whether an error says something of the machinery only: it counts no try of the event that met it. */
export function isPassing(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const code = "code" in cause ? cause.code : undefined;
    if (typeof code === "string" && PASSING.test(code)) return true;
    if (LOST.test(cause.message)) return true;
  }
  return false;
}
