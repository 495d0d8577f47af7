import { readFileSync } from "node:fs";
import pg from "pg";
import { afterAll, afterEach, beforeEach, expect, test, vi } from "vitest";
import { addMessages, makeConversation } from "@/dev/conversation";
import { workAll } from "@/dev/stage";
import { makeTenant, type Tenant } from "@/dev/tenant";
import { changeBody } from "@/dev/webhook-body";
import { openNodeMount } from "@/dev/webhook-mounts";
import { lockDeliveryId } from "@/conversation/server/lock-delivery-ids";
import { asSystem } from "@/platform/db/as-system";
import { sqlInOrganization } from "@/platform/db/in-organization";
import { claim } from "@/platform/lanes/claim";
import type { Lane } from "@/platform/lanes/lane";
import { wake } from "@/platform/lanes/wake";
import { sign } from "@/whatsapp/server/signature";
import { applyReports, type EventReport } from "./apply-reports";
import { statusLane } from "./status";

const front = await openNodeMount();
const database = new pg.Client(process.env["DATABASE_URL"]);
await database.connect();

let tenant: Tenant;
beforeEach(async () => {
  tenant = await makeTenant();
});
afterEach(() => database.query("drop function if exists refuse() cascade"));
afterAll(async () => {
  await database.end();
  front.close();
});

interface Status {
  readonly id: string;
  readonly status: string;
  readonly biz_opaque_callback_data?: string;
  readonly errors?: readonly object[];
}

const sent = (waMessageId: string | null, status = "Sent") =>
  ({ direction: "outbound", sender: "bot", content: "hello", status: status as "Sent", waMessageId }) as const;
const ofTenant = <Row>(statement: string, { organizationId } = tenant) =>
  asSystem((sql) => sql.query<Row>(statement, [organizationId]));
const messages = (of = tenant) =>
  ofTenant<Record<string, unknown>>(
    `select m.wa_message_id as "waMessageId", m.status, m.notes, m.pricing, m.error from messages m
     where organization_id = $1 order by conversation_id, seq`,
    of,
  );
const outcomes = async (of = tenant) =>
  (
    await ofTenant<{ outcome: string }>(
      "select outcome from webhook_events where organization_id = $1 order by position",
      of,
    )
  ).map(({ outcome }) => outcome);

async function post(body: string, of = tenant): Promise<void> {
  const signature = sign(Buffer.from(body), of.appSecret);
  const answer = await front.send(`/api/webhooks/whatsapp/${of.webhookKey}`, { method: "POST", body, signature });
  expect(answer.status).toBe(200);
}
/** Reports of the seconds from `first` on. */
const says = (statuses: readonly Status[], of = tenant, first = 0) =>
  post(
    changeBody(of.businessAccountId, {
      messaging_product: "whatsapp",
      metadata: { display_phone_number: "15550000", phone_number_id: of.phoneNumberId },
      statuses: statuses.map((status, n) => ({ ...status, timestamp: String(1_790_000_000 + first + n) })),
    }),
    of,
  );

/** A body that Meta has published, as if it were this tenant's and about the message given. */
function published(name: string, waMessageId: string): string {
  const text = readFileSync(new URL(`../whatsapp/webhook/fixtures/${name}.json`, import.meta.url), "utf8");
  const body = JSON.parse(text) as {
    entry: {
      id: string;
      changes: { value: { metadata: { phone_number_id: string }; statuses: { id: string }[] } }[];
    }[];
  };
  body.entry[0]!.id = tenant.businessAccountId;
  const { value } = body.entry[0]!.changes[0]!;
  value.metadata.phone_number_id = tenant.phoneNumberId;
  value.statuses[0]!.id = waMessageId;
  return JSON.stringify(body);
}

test.each([
  ["of a group's participant", "status-read-group__pywa", "Read"],
  ["of a group", "status-failed-group-131020__metadocs2026", "Failed"],
  ["that names a phone and a user id", "status-delivered-bsuid__metadocs2026", "Delivered"],
  ["that names a user id only", "status-delivered-bsuid__restfb", "Delivered"],
])("a status %s is applied to our message by its id", async (_, name, status) => {
  await addMessages(tenant, await makeConversation(tenant), [sent("wamid.ours")]);
  await post(published(name, "wamid.ours"));
  await workAll();
  expect(await messages()).toMatchObject([{ status }]);
});

test("what each participant of a group does with a message is known, and the furthest of it stands", async () => {
  await addMessages(tenant, await makeConversation(tenant), [sent("wamid.ours")]);
  const of = (participant: string) => ({
    ...{ id: "wamid.ours", recipient_type: "group", recipient_participant_id: participant },
  });
  const errors = [{ code: 131026, title: "Undeliverable" }];
  await says([
    { ...of("1"), status: "failed", errors },
    { ...of("2"), status: "read" },
    { ...of("1"), status: "delivered" },
    { ...of("2"), status: "delivered" },
  ]);
  await workAll();
  expect(await messages()).toMatchObject([{ status: "Read", error: null, notes: [{ status: "failed" }] }]);
  expect(await outcomes()).toEqual(["Failed", "arrived after it had failed", "known already", "known already"]);
});

test("a batch leaves what its reports leave one by one, at one revision for each message", async () => {
  const other = await makeTenant();
  const statuses = (own: readonly string[]): Status[] => [
    { id: "a", status: "delivered" },
    { id: "b", status: "failed", errors: [{ code: 131026, title: "Undeliverable" }] },
    { id: "late", status: "read" },
    { id: "a", status: "read" },
    { id: "stranger", status: "sent" },
    { id: "late", status: "sent", biz_opaque_callback_data: own[2]! },
    { id: "b", status: "warning" },
    { id: "late", status: "delivered", biz_opaque_callback_data: own[2]! },
    { id: "c", status: "sent" },
  ];
  const prepare = async (of: Tenant) => {
    const ids = await addMessages(of, await makeConversation(of), [sent("a"), sent("b"), sent(null, "Unknown")]);
    await addMessages(of, await makeConversation(of), [sent("c")]);
    return statuses(ids);
  };
  await says(await prepare(tenant));
  await statusLane.work(await inOneLane(tenant), () => true);
  for (const [second, status] of (await prepare(other)).entries()) {
    await says([status], other, second);
    await workAll();
  }
  expect(await messages(other)).toEqual(await messages());
  expect(await outcomes(other)).toEqual(await outcomes());
  expect((await messages()).map(({ status }) => status)).toEqual(["Read", "Failed", "Read", "Sent"]);
  const revisions = await ofTenant(
    `select c.revision, array_agg(m.revision order by m.revision) as messages from conversations c
     join messages m on m.conversation_id = c.id where c.organization_id = $1 group by c.id order by c.id`,
  );
  expect(revisions).toEqual([
    { revision: 6, messages: [4, 5, 6] },
    { revision: 2, messages: [2] },
  ]);
});

const report = (waMessageId: string, status = "delivered"): EventReport => ({
  ...{ waMessageId, status, at: new Date(), errors: [], callbackData: null, eventId: null },
});

test("changes of a conversation are told in the order of its revisions, without a hole", async () => {
  await addMessages(tenant, await makeConversation(tenant), [sent("a"), sent("b"), sent("c")]);
  const { changes } = await sqlInOrganization(tenant.organizationId, (sql) =>
    applyReports(sql, tenant.connectionId, [report("c"), report("a"), report("c", "read"), report("a", "sent")]),
  );
  expect(changes.map(({ conversation: { from, to } }) => [from, to])).toEqual([
    [3, 4],
    [4, 5],
  ]);
});

test("a thousand reports take as many statements as one", async () => {
  const statements = async (count: number) => {
    const of = await makeTenant();
    const names = Array.from({ length: count }, (_, n) => `m${n}`);
    await addMessages(
      of,
      await makeConversation(of),
      names.map((name) => sent(name)),
    );
    await says(
      names.flatMap((id) => [
        { id, status: "delivered" },
        { id: `unknown ${id}`, status: "sent" },
      ]),
      of,
    );
    const lane = await inOneLane(of);
    const query = vi.spyOn(pg.Client.prototype, "query");
    await statusLane.work(lane, () => true);
    const counted = query.mock.calls.length;
    query.mockRestore();
    expect([...new Set(await outcomes(of))]).toEqual(["Delivered", "parked"]);
    return counted;
  };
  const one = await statements(1);
  expect(one).toBeLessThan(25);
  expect(await statements(499)).toBe(one);
});

/** Claims one lane, which holds all that came. */
async function inOneLane({ organizationId, connectionId }: Tenant): Promise<Lane> {
  await asSystem(async (sql) => {
    await sql.query("update webhook_events set lane_key = $1 where connection_id = $1::uuid", [connectionId]);
    await sql.query("delete from lanes");
    await wake(sql, [{ kind: "status", key: connectionId, organizationId }]);
  });
  const [lane] = await claim({ status: statusLane }, 1);
  if (!lane) throw new Error("there is nothing to work");
  return lane;
}

test("a report that the database refuses waits alone, and those around it are applied", async () => {
  const names = Array.from({ length: 20 }, (_, n) => `m${n}`);
  await addMessages(
    tenant,
    await makeConversation(tenant),
    names.map((name) => sent(name)),
  );
  await database.query(`create function refuse() returns trigger language plpgsql as $$
    begin if new.wa_message_id = 'm7' then raise exception 'the test refuses this'; end if; return new; end $$`);
  await database.query("create trigger refuse before update on messages for each row execute function refuse()");
  await says(names.map((id) => ({ id, status: "delivered" })));
  await workAll();
  const waiting = await ofTenant(
    "select wa_message_id as id from webhook_events where organization_id = $1 and state = 'received'",
  );
  expect(waiting).toEqual([{ id: "m7" }]);
});

test("a report that is given up does not hold up those behind it", async () => {
  const names = ["a", "b", "c"];
  await addMessages(
    tenant,
    await makeConversation(tenant),
    names.map((name) => sent(name)),
  );
  await says(names.map((id) => ({ id, status: "read" })));
  await ofTenant("update webhook_events set tries = 8 where organization_id = $1 and wa_message_id = 'a'");
  await statusLane.work(await inOneLane(tenant), () => true);
  expect(await outcomes()).toEqual(["gave up after 8 tries", "Read", "Read"]);
});

test("a status that comes while the send's answer is being stored is not parked for ever", async () => {
  const [id = ""] = await addMessages(tenant, await makeConversation(tenant), [sent(null, "Pending")]);
  const { connectionId, organizationId } = tenant;
  await says([{ id: "new", status: "delivered" }]);
  const locks = (isGranted: boolean) =>
    vi.waitFor(async () => {
      const { rowCount } = await database.query(
        `select from pg_locks l join pg_database d on d.oid = l.database
         where l.locktype = 'advisory' and d.datname = current_database() and l.granted = $1`,
        [isGranted],
      );
      expect(rowCount).toBe(1);
    }, 2_000);
  let goOn = () => {};
  const answered = new Promise<void>((resolve) => (goOn = resolve));
  const storing = sqlInOrganization(organizationId, async (sql) => {
    await lockDeliveryId(sql, connectionId, "new");
    await answered;
    await applyReports(sql, connectionId, [{ ...report("new", "sent"), callbackData: id }]);
  });
  await locks(true);
  const working = workAll();
  await locks(false);
  goOn();
  await Promise.all([storing, working]);
  expect(await messages()).toMatchObject([{ waMessageId: "new", status: "Delivered" }]);
  expect(await outcomes()).toEqual(["Delivered"]);
});
