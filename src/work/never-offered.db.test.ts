import { afterAll, beforeEach, expect, test, vi } from "vitest";
import { startGraph } from "@/dev/graph/server";
import { setStage, workAll, type Stage } from "@/dev/stage";
import { changeBody } from "@/dev/webhook-body";
import { openNodeMount } from "@/dev/webhook-mounts";
import { flowOf } from "@/flow/golden/flow-of";
import { sqlInOrganization } from "@/platform/db/in-organization";

// What no flow answers, not even one that takes every message.

const graph = await startGraph({ apps: [], numbers: [], window: false });
vi.stubEnv("META_GRAPH_URL", graph.url);
const front = await openNodeMount();

let stage: Stage;
beforeEach(async () => {
  stage = await setStage(graph, front);
  await stage.addFlow(
    "Anything",
    flowOf({ t: ["trigger", { match: "default" }], m: ["message", { text: "Heard" }] }, ["t > m"]),
  );
});
afterAll(async () => {
  await graph.close();
  front.close();
});

const query = <Row>(statement: string) => sqlInOrganization(stage.organizationId, (sql) => sql.query<Row>(statement));
const CUSTOMER = "491701234567";
const told = async () => (await stage.messages()).map(({ sender, content }) => `${sender}: ${content}`);

/** One change of a webhook, as Meta sends it: what is said comes from the customer unless it says from whom. */
async function hears(said: object, { list = "messages", field = "messages", within = (value: object) => value } = {}) {
  const one = { from: CUSTOMER, id: `wamid.${field}`, timestamp: String(Math.floor(Date.now() / 1000)), ...said };
  const metadata = { display_phone_number: "1555000", phone_number_id: stage.phoneNumberId };
  const contacts = [{ profile: { name: "Ana" }, wa_id: CUSTOMER }];
  const value = { messaging_product: "whatsapp", metadata, ...within({ contacts, [list]: [one] }) };
  await graph.deliver(JSON.parse(changeBody(stage.businessAccountId, value, field)) as object, appId());
  await workAll();
}
const appId = () => `app-${stage.phoneNumberId}`;
const text = { type: "text", text: { body: "menu" } };

test("a flow that takes every message answers a text", async () => {
  await hears(text);
  expect(await told()).toEqual(["contact: menu", "bot: Heard"]);
});

test.each<[string, object]>([
  ["a reaction", { type: "reaction", reaction: { message_id: "wamid.1", emoji: "👍" } }],
  ["a system message", { type: "system", system: { type: "customer_changed_number", body: "menu" } }],
  ["an edit", { type: "edit", edit: { original_message_id: "wamid.1", message: text } }],
  ["a revocation", { type: "revoke", revoke: { original_message_id: "wamid.1" } }],
  ["an unsupported message", { type: "unsupported", errors: [{ code: 131051, title: "Unsupported message type" }] }],
  ["a message of an unknown type", { type: "hologram", hologram: { body: "menu" } }],
  ["a request_welcome", { type: "request_welcome" }],
  ["a group message", { ...text, group_id: "group-1" }],
])("%s is never offered to flows: it is stored and shown", async (_, said) => {
  await hears(said);
  expect(await told()).toEqual([expect.stringMatching(/^contact: ./)]);
  expect(await query("select 1 from sessions")).toEqual([]);
});

test("what is said in standby is never offered to flows: it is stored and shown", async () => {
  await hears(text, { field: "standby", within: (standby) => ({ standby }) });
  expect(await told()).toEqual(["contact: menu"]);
  expect(await query("select 1 from sessions")).toEqual([]);
});

test.each(["smb_message_echoes", "message_echoes"])(
  "%s are never offered to flows: stored and shown",
  async (field) => {
    await hears({ ...text, from: "1555000", to: CUSTOMER }, { field, list: "message_echoes" });
    expect(await told()).toEqual(["phone: menu"]);
    expect(await query("select 1 from sessions")).toEqual([]);
  },
);

test("history is never offered to flows: it is stored, and shown as an event", async () => {
  await hears(
    { threads: [{ id: CUSTOMER, messages: [{ from: CUSTOMER, id: "wamid.old", ...text }] }] },
    {
      field: "history",
      list: "history",
    },
  );
  expect(await query("select field, state, outcome from webhook_events")).toEqual([
    { field: "history", state: "ignored", outcome: expect.stringContaining("flows never answer them") as string },
  ]);
  expect(await query("select 1 from sessions")).toEqual([]);
});
