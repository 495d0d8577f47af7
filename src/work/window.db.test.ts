import { afterAll, beforeEach, expect, test, vi } from "vitest";
import { startGraph } from "@/dev/graph/server";
import { MENU } from "@/dev/menu-flow";
import { setStage, workAll, type Stage } from "@/dev/stage";
import { openNodeMount } from "@/dev/webhook-mounts";
import { sqlInOrganization } from "@/platform/db/in-organization";

const graph = await startGraph({ apps: [], numbers: [], window: false, statusesUpTo: "none" });
vi.stubEnv("META_GRAPH_URL", graph.url);
const front = await openNodeMount();

let stage: Stage;
beforeEach(async () => {
  stage = await setStage(graph, front);
  await stage.addFlow("Menu", MENU);
});
afterAll(async () => {
  await graph.close();
  front.close();
});

const query = <Row>(statement: string) => sqlInOrganization(stage.organizationId, (sql) => sql.query<Row>(statement));

/** Meta reports the first bubble, with what it says beside the status. */
async function report(status: string, more: object): Promise<void> {
  const [bubble] = graph.sent({ phoneNumberId: stage.phoneNumberId });
  const value = {
    messaging_product: "whatsapp",
    metadata: { phone_number_id: stage.phoneNumberId },
    statuses: [{ id: bubble?.waMessageId, status, timestamp: "1800000000", recipient_id: bubble?.to, ...more }],
  };
  const entry = [{ id: stage.businessAccountId, changes: [{ field: "messages", value }] }];
  await graph.deliver({ object: "whatsapp_business_account", entry }, `app-${stage.phoneNumberId}`);
  await workAll();
}

const inHours = (hours: number) => String(Math.floor(Date.now() / 1000) + hours * 3_600);
const AD = (expiration: string) => ({
  conversation: { id: "c", expiration_timestamp: expiration, origin: { type: "referral_conversion" } },
  pricing: { billable: false, pricing_model: "PMP", type: "free_entry_point", category: "referral_conversion" },
});

/** A day and an hour later the customer's question is answered by the bot, because a person hands it back. */
async function answerADayLater(): Promise<string | undefined> {
  await query("update conversations set last_inbound_at = now() - interval '25 hours'");
  await query(
    `insert into messages (id, organization_id, conversation_id, connection_id, direction, sender, type, content, payload,
       status, seq, revision)
     select gen_random_uuid(), organization_id, id, connection_id, 'outbound', 'bot', 'text', 'Late', '{"kind":"text","text":"Late"}',
       'Pending', 100, revision from conversations`,
  );
  await query("update lanes set wake_at = now() where kind = 'conversation'");
  await workAll();
  const [late] = await query<{ status: string }>("select status from messages where seq = 100");
  return late?.status;
}

test("who came from an ad may be written to for 72 hours, once Meta says so", async () => {
  await stage.says("hola");
  await workAll();
  await report("sent", AD(inHours(72)));
  expect(await answerADayLater()).toBe("Sent");
});

test("without an ad, or when its time is over, a day after the last message the window is closed", async () => {
  await stage.says("hola");
  await workAll();
  await report("sent", AD(inHours(-1)));
  expect(await answerADayLater()).toBe("Failed");
});

test("what a message costs is kept as Meta says it first, also when the status is known already", async () => {
  await stage.says("hola");
  await workAll();
  await report("sent", { pricing: { billable: true, pricing_model: "PMP", type: "regular", category: "utility" } });
  await report("delivered", {
    pricing: { billable: false, pricing_model: "PMP", type: "regular", category: "service" },
  });
  expect(await query("select status, pricing from messages where direction = 'outbound' order by seq")).toEqual([
    { status: "Delivered", pricing: { billable: true, model: "PMP", type: "regular", category: "utility" } },
    { status: "Sent", pricing: null },
  ]);
});
