import type { ConversationState } from "@/conversation/change";
import type { Json } from "@/flow/session";
import type { Sql } from "@/platform/db/door";

/** Everything that matters about one conversation while it is being worked; its row is locked. */
export interface Scene {
  readonly conversationId: string;
  readonly organizationId: string;
  readonly connectionId: string;
  readonly contactId: string;
  readonly owner: "bot" | "person";
  readonly state: ConversationState;
  readonly lastInboundAt: Date | null;
  readonly freeUntil: Date | null;
  readonly paidOffAt: Date | null;
  readonly moves: number;
  readonly movesSince: Date;
  readonly contactName: string | null;
  readonly waId: string | null;
  readonly userId: string | null;
  readonly attributes: Readonly<Record<string, Json>>;
  readonly tags: readonly string[];
  readonly organizationName: string;
  readonly organizationStatus: "active" | "suspended";
  readonly timeZone: string;
  readonly epoch: number;
  readonly settings: { readonly idleHours?: number; readonly movesPerHour?: number };
  readonly health: "unknown" | "healthy" | "unhealthy";
  readonly sendsNotBefore: Date | null;
  readonly marksRead: boolean;
  readonly now: Date;
}

const LOAD = `
select c.id as "conversationId", c.organization_id as "organizationId", c.connection_id as "connectionId",
  c.contact_id as "contactId", c.owner, c.status as state, c.last_inbound_at as "lastInboundAt", c.free_until as "freeUntil", c.paid_off_at as "paidOffAt", c.moves, c.moves_since as "movesSince",
  p.name as "contactName", p.wa_id as "waId", p.attributes, p.tags,
  (select value from contact_identities i where i.contact_id = p.id and i.kind = 'user_id' limit 1) as "userId",
  o.name as "organizationName", o.status as "organizationStatus", o.time_zone as "timeZone", o.epoch, o.settings,
  w.health, w.sends_not_before as "sendsNotBefore", w.marks_read as "marksRead", clock_timestamp() as now
from conversations c
join contacts p on p.id = c.contact_id
join organizations o on o.id = c.organization_id
join whatsapp_connections w on w.id = c.connection_id
where c.id = $1
for update of c`;

/** Null when the conversation is gone: it was merged into another, or erased. */
export async function loadScene(sql: Sql, conversationId: string): Promise<Scene | null> {
  const [scene] = await sql.query<Scene>(LOAD, [conversationId]);
  return scene ?? null;
}
