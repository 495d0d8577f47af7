import type { Sql } from "@/platform/db/door";
import { readTrace } from "../stored-trace";
import type { FlowTrace, Waker } from "./run-flow";

/** What began a move that no message began: a wait, time-out or idle end that was over, the answer to a call, or people. */
export type Beginning = "time" | "timeout" | "expiry" | "answer" | "hand-back";

/** How many are kept of a session, the newest: a flow may go in a circle of waits for weeks. */
const MOST_KEPT = 100;

/** Keeps how a session got on by itself. A move after another one of these follows the same message as that. */
export async function keepMove(
  sql: Sql,
  organizationId: string,
  { input, trace }: { readonly input: Waker; readonly trace: FlowTrace },
): Promise<void> {
  if (!trace.session) return;
  const { id, revision } = trace.session;
  await sql.query(
    `insert into session_moves (organization_id, session_id, revision, follows, begun_by, trace)
     select $1, $2, $3, coalesce(max(follows), $3 - 1), $4, $5 from session_moves where session_id = $2 and revision = $3 - 1`,
    [organizationId, id, revision, beginningOf(input), JSON.stringify(trace)],
  );
  await sql.query("delete from session_moves where session_id = $1 and revision <= $2", [id, revision - MOST_KEPT]);
}

function beginningOf(input: Waker): Beginning {
  if (input.by === "timer") return input.timer;
  return input.by === "call" ? "answer" : "hand-back";
}

export interface LaterMove {
  readonly revision: number;
  readonly begunBy: Beginning;
  readonly trace: unknown;
  readonly at: Date;
}

/** A bubble of a move, as it is now. */
interface LaterBubble {
  readonly effectId: string;
  readonly content: string;
  readonly status: string;
  readonly error: unknown;
}

/**
 * How a session got on by itself after the move that a message began, until the next message, and what it said on the way.
 * `revision` is the session's after that move. Null when there is no such session.
 */
export async function laterMoves(
  sql: Sql,
  { sessionId, revision }: { readonly sessionId: string; readonly revision: number },
): Promise<{ moves: LaterMove[]; said: LaterBubble[] } | null> {
  const found = await sql.query("select 1 from sessions where id = $1", [sessionId]);
  if (found.length === 0) return null;
  const moves = await sql.query<LaterMove>(
    `select revision, begun_by as "begunBy", trace, created_at as at
     from session_moves where session_id = $1 and follows = $2 order by revision`,
    [sessionId, revision],
  );
  const effects = moves.flatMap(({ trace }) => readTrace(trace)?.steps ?? []).flatMap((step) => step.effects);
  const said = await sql.query<LaterBubble>(
    `select effect_id as "effectId", content, status, error from messages where effect_id = any($1::text[]) order by seq`,
    [effects],
  );
  return { moves, said };
}
