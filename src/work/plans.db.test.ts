import pg from "pg";
import { afterAll, expect, test } from "vitest";
import { checkRevisions } from "@/conversation/server/check-revisions";
import { changesSince } from "@/conversation/server/changes-since";
import { listConversations } from "@/conversation/server/list-conversations";
import { readThread } from "@/conversation/server/read-thread";
import { startGraph } from "@/dev/graph/server";
import { setStage, workAll, type Stage } from "@/dev/stage";
import { openNodeMount } from "@/dev/webhook-mounts";
import type { Sql } from "@/platform/db/door";
import { asSystem } from "@/platform/db/as-system";
import { inOrganization, sqlInOrganization } from "@/platform/db/in-organization";
import { listEvents } from "@/whatsapp/server/list-events";

const graph = await startGraph({ apps: [], numbers: [] });
const front = await openNodeMount();
afterAll(async () => {
  front.close();
  await graph.close();
});

const PEOPLE = 5_000;
const EACH = 6;
/** The tables that grow with every message and every person. */
const GROWING =
  /^(webhook_events|webhook_deliveries|messages|conversations|contacts|contact_identities|sessions|session_moves|message_media|lanes|timers|http_calls|campaign_audience)$/;

const GREETING = {
  nodes: [
    { id: "start", type: "trigger", data: { keyword: "default", match: "default" } },
    { id: "hello", type: "message", data: { text: "Hello {{ contact.name }}" } },
    { id: "choice", type: "options", data: { text: "What may it be?", options: ["Tea", "Coffee"] } },
  ],
  edges: [
    { source: "start", target: "hello" },
    { source: "hello", target: "choice" },
    { source: "choice", sourceHandle: "opt-0", target: "hello" },
    { source: "choice", sourceHandle: "opt-1", target: "hello" },
  ],
};

/** So much that reading a whole table is the slower way, as it is in any that is in use. */
async function fill({ organizationId, connectionId }: Stage): Promise<void> {
  const given = [organizationId, connectionId, PEOPLE, EACH];
  await asSystem(async (sql) => {
    await sql.query(
      `with people as materialized (select n, gen_random_uuid() as contact, gen_random_uuid() as id from generate_series(1, $3::int) n
       ), c as (insert into contacts (id, organization_id, wa_id) select contact, $1, '4930' || n from people
       ), i as (insert into contact_identities (organization_id, kind, value, contact_id) select $1, 'phone', '4930' || n, contact from people
       ), l as (insert into lanes (kind, key, organization_id, wake_at) select 'conversation', id::text, $1, 'infinity' from people
       ), v as (insert into conversations (id, organization_id, connection_id, contact_id, last_message_at)
         select id, $1, $2, contact, now() - n * interval '1 min' from people
       ), e as (insert into webhook_events (id, organization_id, connection_id, delivery_id, event_key, field, kind, contact_id,
           conversation_id, payload, state, lane_kind, lane_key)
         select gen_random_uuid(), $1, $2, gen_random_uuid(), 'k' || n || ' ' || k, 'messages', 'message', contact, id, '{}', 'processed',
           'conversation', id::text from people, generate_series(1, $4::int) k
       )
       insert into messages (id, organization_id, connection_id, conversation_id, seq, revision, direction, sender, type, content, payload, status, wa_message_id)
       select gen_random_uuid(), $1, $2, id, k, k, 'outbound', 'bot', 'text', 'x', '{}', 'Read', 'w' || n || ' ' || k from people, generate_series(1, $4::int) k`,
      given,
    );
  });
  const database = new pg.Client(process.env["DATABASE_URL"]);
  await database.connect();
  await database.query("analyze");
  await database.end();
}

interface Asked {
  readonly text: string;
  readonly values: readonly unknown[];
  readonly role: "recado_tenant" | "recado_system";
}

/** Remembers what is asked of the database while `work` is done, each text once, with the role that asked it. */
async function askedDuring(work: () => Promise<unknown>): Promise<readonly Asked[]> {
  const asked = new Map<string, Asked>();
  const roles = new WeakMap<object, Asked["role"]>();
  const { query } = pg.Client.prototype as { query: (this: pg.Client, ...given: unknown[]) => unknown };
  const noted = function (this: pg.Client, ...given: unknown[]): unknown {
    const [first, second] = given;
    const { text, values } = typeof first === "string" ? { text: first, values: second } : (first as Partial<Asked>);
    const list = (values ?? []) as readonly unknown[];
    if (text?.includes("set_config('role'")) roles.set(this, list[0] as Asked["role"]);
    const role = roles.get(this);
    if (text && role && /^\s*(select|insert|update|delete|with)\b/i.test(text))
      asked.set(`${role} ${text}`, { text, values: list, role });
    return query.apply(this, given);
  };
  (pg.Client.prototype as { query: unknown }).query = noted;
  try {
    await work();
  } finally {
    (pg.Client.prototype as { query: unknown }).query = query;
  }
  return [...asked.values()];
}

interface Node {
  readonly "Node Type": string;
  readonly "Relation Name"?: string;
  /** For each loop; only where the statement was run. */
  readonly "Rows Removed by Filter"?: number;
  readonly "Actual Loops"?: number;
  readonly Plans?: readonly Node[];
}

const nodesOf = (node: Node): readonly Node[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];
const isGrowing = (node: Node): boolean => GROWING.test(node["Relation Name"] ?? "");
const removedBy = (node: Node): number => (node["Rows Removed by Filter"] ?? 0) * (node["Actual Loops"] ?? 1);

/** The plan of what was asked, in a transaction that is taken back. */
async function planOf(
  { text, values, role }: Asked,
  { organizationId, how, before }: { organizationId: string; how: string; before?: string },
) {
  let plan: Node | undefined;
  const takenBack = new Error("taken back");
  const explain = async (sql: Sql): Promise<never> => {
    if (before) await sql.query(before);
    const [row] = await sql.query<{ "QUERY PLAN": [{ Plan: Node }] }>(`explain (${how}, format json) ${text}`, values);
    plan = row?.["QUERY PLAN"][0].Plan;
    throw takenBack;
  };
  const ended = role === "recado_system" ? asSystem(explain) : sqlInOrganization(organizationId, explain);
  await expect(ended).rejects.toBe(takenBack);
  return plan ? nodesOf(plan).filter(isGrowing) : [];
}

test(
  "what a message or a look at the inbox asks is found by an index, and little is read in vain",
  { timeout: 120_000 },
  async () => {
    const stage = await setStage(graph, front);
    await stage.addFlow("Greeting", GREETING);
    await fill(stage);
    const { organizationId } = stage;

    const asked = await askedDuring(async () => {
      await stage.says("hello");
      await workAll();
      await stage.says("Tea");
      await workAll();
      const page = await inOrganization(organizationId, (db) => listConversations(db, { limit: 30 }));
      const conversationId = page.conversations[0]?.id ?? "";
      await inOrganization(organizationId, (db) => readThread(db, { conversationId }));
      await inOrganization(organizationId, (db) => changesSince(db, { conversationId, revision: 1 }));
      await inOrganization(organizationId, (db) => checkRevisions(db, { known: { [conversationId]: 1 } }));
      await inOrganization(organizationId, (db) => listEvents(db, {}));
    });
    expect(asked.length).toBeGreaterThan(40);

    const found: string[] = [];
    for (const one of asked) {
      const name = one.text.replace(/\s+/g, " ").slice(0, 160);
      // Some tables are empty here: what has an index at all is found by it when scans are forbidden.
      const planned = await planOf(one, { organizationId, how: "costs", before: "set local enable_seqscan = off" });
      if (planned.some((node) => node["Node Type"] === "Seq Scan")) found.push(`no index: ${name}`);
      if (/insert into/i.test(one.text)) continue; // the same row again would be refused
      const run = await planOf(one, { organizationId, how: "analyze" });
      if (run.some((node) => removedBy(node) > PEOPLE / 10)) found.push(`read in vain: ${name}`);
    }
    expect(found).toEqual([]);
  },
);
