import type { HttpResult } from "@/flow/http-call";
import type { Json } from "@/flow/session";
import type { Sql } from "@/platform/db/door";
import type { Head } from "./heads";

export interface StoredEvent {
  readonly what: "event";
  readonly id: string;
  readonly kind: string;
  readonly waMessageId: string;
  readonly payload: Json;
  /** How often it was tried in vain. */
  readonly tries: number;
  readonly happenedAt: Date | null;
  /** Of the request that brought it; null when nobody collects traces. */
  readonly traceparent: string | null;
}

export interface DueTimer {
  readonly what: "timer";
  readonly id: string;
  readonly sessionId: string;
  readonly timer: "time" | "timeout" | "expiry";
  readonly tries: number;
}

/** The answer to a call that a flow waits for. */
export interface DoneCall {
  readonly what: "call";
  readonly id: string;
  readonly sessionId: string;
  readonly result: HttpResult;
  readonly tries: number;
}

/** A flow asked for a person, and the conversation was given back. */
interface HandedBack {
  readonly what: "handed-back";
  readonly sessionId: string;
  readonly revision: number;
}

export type Input = StoredEvent | DueTimer | DoneCall | HandedBack;

export interface NextInput {
  readonly input: Input | null;
  /** Until when the first in the row waits after it failed; nothing passes it. */
  readonly waitsUntil: Date | null;
}

const NOTHING: NextInput = { input: null, waitsUntil: null };

/**
 * The next thing that a conversation has to take in: its oldest event, or a timer or an answer that was due before that came.
 * Both wait while a person owns the conversation, until it is handed back, and while its organization is suspended.
 */
export async function nextInput(sql: Sql, conversationId: string): Promise<NextInput> {
  const [handedBack] = await sql.query<Omit<HandedBack, "what">>(HANDED_BACK, [conversationId]);
  if (handedBack) return { input: { what: "handed-back", ...handedBack }, waitsUntil: null };
  const event = await oldestEvent(sql, conversationId);
  const first = (await dueWake(sql, conversationId, event?.createdAt ?? null)) ?? event;
  if (!first) return NOTHING;
  return first.retryAt ? { input: null, waitsUntil: first.retryAt } : { input: first.input, waitsUntil: null };
}

/** Of what is next, what can fail for reasons of its own; null when there is nothing, or it is not kept in a row. */
export const headOf = (input: Input | null): Head | null =>
  input && input.what !== "handed-back" ? { id: input.id, table: TABLES[input.what] } : null;

const TABLES = { event: "webhook_events", timer: "timers", call: "http_calls" } as const;

type Waiting = { readonly retryAt: Date | null };
const STILL_WAITS = (at: string) => `case when ${at} > clock_timestamp() then ${at} end as "retryAt"`;

async function oldestEvent(sql: Sql, conversationId: string) {
  const [event] = await sql.query<Omit<StoredEvent, "what"> & Waiting & { createdAt: Date }>(
    `select id, kind, wa_message_id as "waMessageId", payload, tries, happened_at as "happenedAt", created_at as "createdAt", traceparent,
       ${STILL_WAITS("retry_at")}
     from webhook_events
     where lane_kind = 'conversation' and lane_key = $1 and state = 'received' order by position limit 1`,
    [conversationId],
  );
  if (!event) return null;
  const { retryAt, createdAt, ...rest } = event;
  return { input: { what: "event" as const, ...rest }, retryAt, createdAt };
}

const WAKES = `
select 'timer' as what, id, session_id as "sessionId", kind as timer, null::jsonb as result, tries, retry_at, fire_at as at
from timers where conversation_id = $1
union all
select 'call', id, session_id, null, result, tries, retry_at, done_at
from http_calls where conversation_id = $1 and state = 'done'`;
const WAKEABLE = `
join conversations c on c.id = $1 join organizations o on o.id = c.organization_id
where c.owner = 'bot' and o.status = 'active'`;

const DUE = `
select w.what, w.id, w."sessionId", w.timer, w.result, w.tries, ${STILL_WAITS("w.retry_at")}
from (${WAKES}) w ${WAKEABLE} and w.at <= least(clock_timestamp(), $2)
order by w.at limit 1`;

/** What wakes a session by itself, before an event of that time if there is one. */
async function dueWake(sql: Sql, conversationId: string, before: Date | null) {
  const [due] = await sql.query<(DueTimer | DoneCall) & Waiting>(DUE, [conversationId, before]);
  if (!due) return null;
  const { retryAt, ...input } = due;
  return { input, retryAt };
}

const HANDED_BACK = `
select s.id as "sessionId", s.revision from sessions s
join conversations c on c.id = s.conversation_id join organizations o on o.id = c.organization_id
where s.conversation_id = $1 and s.status = 'Paused' and s.waiting ->> 'for' = 'person' and c.owner = 'bot' and o.status = 'active'`;

/** When what wakes a conversation's session by itself is due next. */
export async function nextWakeAt(sql: Sql, conversationId: string): Promise<Date | null> {
  const [next] = await sql.query<{ at: Date | null }>(`select min(w.at) as at from (${WAKES}) w ${WAKEABLE}`, [
    conversationId,
  ]);
  return next?.at ?? null;
}
