import type { Json } from "@/flow/session";
import type { Sql } from "@/platform/db/door";

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

/**
 * The next thing that a conversation has to take in: its oldest event, or a timer that was due before that came. Timers of
 * a conversation that a person owns wait until it is handed back, those of a suspended organization until it is active again.
 * `goesOn` false leaves a flow waiting that asked for a person: going on has failed too often.
 */
export async function nextInput(
  sql: Sql,
  conversationId: string,
  { goesOn = true }: { readonly goesOn?: boolean } = {},
): Promise<Input | null> {
  const [handedBack] = goesOn ? await sql.query<Omit<HandedBack, "what">>(HANDED_BACK, [conversationId]) : [];
  if (handedBack) return { what: "handed-back", ...handedBack };
  const [event] = await sql.query<Omit<StoredEvent, "what"> & { createdAt: Date }>(
    `select id, kind, wa_message_id as "waMessageId", payload, tries, happened_at as "happenedAt", created_at as "createdAt" from webhook_events
     where lane_kind = 'conversation' and lane_key = $1 and state = 'received' order by position limit 1`,
    [conversationId],
  );
  const [timer] = await sql.query<Omit<DueTimer, "what">>(
    `select t.id, t.kind as timer, t.tries from timers t join conversations c on c.id = t.conversation_id
     join organizations o on o.id = c.organization_id
     where t.conversation_id = $1 and c.owner = 'bot' and o.status = 'active' and t.fire_at <= least(clock_timestamp(), $2)
     order by t.fire_at limit 1`,
    [conversationId, event?.createdAt ?? null],
  );
  if (timer) return { what: "timer", ...timer };
  return event ? { what: "event", ...event } : null;
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
