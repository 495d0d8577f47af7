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
}

export interface DueTimer {
  readonly what: "timer";
  readonly id: string;
  readonly sessionId: string;
  readonly timer: "time" | "timeout" | "expiry";
  readonly tries: number;
}

/** A flow asked for a person, and the conversation was given back. */
export interface HandedBack {
  readonly what: "handed-back";
  readonly sessionId: string;
  readonly revision: number;
}

export type Input = StoredEvent | DueTimer | HandedBack;

export interface NextInput {
  readonly input: Input | null;
  /** Until when the first in the row waits after it failed; nothing passes it. */
  readonly waitsUntil: Date | null;
}

const NOTHING: NextInput = { input: null, waitsUntil: null };

/**
 * The next thing that a conversation has to take in: its oldest event, or a timer that was due before that came. Timers of
 * a conversation that a person owns wait until it is handed back, those of a suspended organization until it is active again.
 */
export async function nextInput(sql: Sql, conversationId: string): Promise<NextInput> {
  const [handedBack] = await sql.query<Omit<HandedBack, "what">>(HANDED_BACK, [conversationId]);
  if (handedBack) return { input: { what: "handed-back", ...handedBack }, waitsUntil: null };
  const event = await oldestEvent(sql, conversationId);
  const timer = await dueTimer(sql, conversationId, event?.createdAt ?? null);
  const first = timer ?? event;
  if (!first) return NOTHING;
  return first.retryAt ? { input: null, waitsUntil: first.retryAt } : { input: first.input, waitsUntil: null };
}

/** Of what is next, what can fail for reasons of its own; null when there is nothing, or it is not kept in a row. */
export const headOf = (input: Input | null): Head | null =>
  input?.what === "event" || input?.what === "timer"
    ? { id: input.id, table: input.what === "event" ? "webhook_events" : "timers" }
    : null;

type Waiting = { readonly retryAt: Date | null };
const STILL_WAITS = (at: string) => `case when ${at} > clock_timestamp() then ${at} end as "retryAt"`;

async function oldestEvent(sql: Sql, conversationId: string) {
  const [event] = await sql.query<Omit<StoredEvent, "what"> & Waiting & { createdAt: Date }>(
    `select id, kind, wa_message_id as "waMessageId", payload, tries, happened_at as "happenedAt", created_at as "createdAt",
       ${STILL_WAITS("retry_at")}
     from webhook_events
     where lane_kind = 'conversation' and lane_key = $1 and state = 'received' order by position limit 1`,
    [conversationId],
  );
  if (!event) return null;
  const { retryAt, createdAt, ...rest } = event;
  return { input: { what: "event" as const, ...rest }, retryAt, createdAt };
}

async function dueTimer(sql: Sql, conversationId: string, before: Date | null) {
  const [timer] = await sql.query<Omit<DueTimer, "what"> & Waiting>(
    `select t.id, t.session_id as "sessionId", t.kind as timer, t.tries, ${STILL_WAITS("t.retry_at")}
     from timers t join conversations c on c.id = t.conversation_id
     join organizations o on o.id = c.organization_id
     where t.conversation_id = $1 and c.owner = 'bot' and o.status = 'active' and t.fire_at <= least(clock_timestamp(), $2)
     order by t.fire_at limit 1`,
    [conversationId, before],
  );
  if (!timer) return null;
  const { retryAt, ...rest } = timer;
  return { input: { what: "timer" as const, ...rest }, retryAt };
}

const HANDED_BACK = `
select s.id as "sessionId", s.revision from sessions s
join conversations c on c.id = s.conversation_id join organizations o on o.id = c.organization_id
where s.conversation_id = $1 and s.status = 'Paused' and s.waiting ->> 'for' = 'person' and c.owner = 'bot' and o.status = 'active'`;

/** When a conversation's next timer fires. */
export async function nextTimerAt(sql: Sql, conversationId: string): Promise<Date | null> {
  const [timer] = await sql.query<{ at: Date | null }>(
    `select min(t.fire_at) as at from timers t join conversations c on c.id = t.conversation_id
     join organizations o on o.id = c.organization_id
     where t.conversation_id = $1 and c.owner = 'bot' and o.status = 'active'`,
    [conversationId],
  );
  return timer?.at ?? null;
}
