import type { Sql } from "@/platform/db/door";
import type { Move } from "../engine/advance";
import type { Context, Session, Waiting } from "../session";
import { addCalls, callOf, dropCalls } from "./calls";

/** A session that has not ended, with the version it is pinned to. */
export interface LiveSession extends Session {
  readonly flowId: string;
  readonly flowVersionId: string;
  /** Not in the database yet. */
  readonly isNew?: boolean;
}

interface Place {
  readonly conversationId: string;
  readonly organizationId: string;
}

/** The session of a conversation that has not ended, its row locked. There is at most one. */
export async function findLiveSession(sql: Sql, conversationId: string): Promise<LiveSession | null> {
  const [row] = await sql.query<LiveSession & { context: Context; waiting: Waiting | null }>(
    `select id, status, current_node_id as "currentNodeId", context, waiting, revision, end_reason as "endReason",
       last_event_id as "lastEventId", flow_id as "flowId", flow_version_id as "flowVersionId"
     from sessions where conversation_id = $1 and status in ('Active', 'Paused') for update`,
    [conversationId],
  );
  return row ?? null;
}

/** Writes the end of a session that another flow took the place of. */
export async function endSession(sql: Sql, session: Session, reason: string): Promise<void> {
  await sql.query(
    `update sessions set status = 'Completed', end_reason = $2, revision = revision + 1, waiting = null, ended_at = now()
     where id = $1`,
    [session.id, reason],
  );
  await sql.query("delete from timers where session_id = $1", [session.id]);
  if (callOf(session) !== null) await dropCalls(sql, session.id);
}

/** Ends a session that can not go on: nobody would ever wake it. */
export async function failSession(sql: Sql, sessionId: string, reason: string): Promise<void> {
  await sql.query(
    `update sessions set status = 'Errored', end_reason = $2, revision = revision + 1, waiting = null, ended_at = now()
     where id = $1 and status in ('Active', 'Paused')`,
    [sessionId, reason],
  );
  await sql.query("delete from timers where session_id = $1", [sessionId]);
  await dropCalls(sql, sessionId);
}

/** Writes what a move made of a session, and the timers and calls that shall be pending after it. Throws when the session is another by now. */
export async function saveSession(
  sql: Sql,
  place: Place,
  { session, moved }: { session: LiveSession; moved: Move },
): Promise<void> {
  const { id, status, currentNodeId, context, waiting, revision, lastEventId, endReason } = moved.session;
  const hasEnded = status === "Completed" || status === "Errored";
  const state = [id, status, currentNodeId, context, waiting, revision, lastEventId, endReason, hasEnded];
  if (session.isNew) {
    await sql.query(
      `insert into sessions (id, status, current_node_id, context, waiting, revision, last_event_id, end_reason, ended_at,
         organization_id, conversation_id, flow_id, flow_version_id)
       values ($1, $2, $3, $4, $5, $6, $7, $8, case when $9 then now() end, $10, $11, $12, $13)`,
      [...state, place.organizationId, place.conversationId, session.flowId, session.flowVersionId],
    );
  } else {
    const written = await sql.query(
      `update sessions set status = $2, current_node_id = $3, context = $4, waiting = $5, revision = $6, last_event_id = $7,
         end_reason = $8, ended_at = case when $9 then now() end
       where id = $1 and revision = $10 returning 1`,
      [...state, session.revision],
    );
    if (written.length === 0) throw new Error(`The session ${id} was moved meanwhile`);
    await sql.query("delete from timers where session_id = $1", [id]);
  }
  await addTimers(sql, place, moved);
  const waitedFor = callOf(session);
  if (waitedFor !== null && waitedFor !== callOf(moved.session)) await dropCalls(sql, id);
  await addCalls(sql, place, moved);
}

async function addTimers(sql: Sql, place: Place, { session, effects }: Move): Promise<void> {
  for (const effect of effects) {
    if (effect.kind !== "schedule") continue;
    await sql.query(
      "insert into timers (id, organization_id, conversation_id, session_id, kind, fire_at) values ($1, $2, $3, $4, $5, $6)",
      [effect.id, place.organizationId, place.conversationId, session.id, effect.timer, new Date(effect.at)],
    );
  }
}
