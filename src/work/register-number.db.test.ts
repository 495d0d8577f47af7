import { afterAll, beforeEach, expect, test, vi } from "vitest";
import { startGraph } from "@/dev/graph/server";
import { MENU } from "@/dev/menu-flow";
import { setStage, workAll, type Stage } from "@/dev/stage";
import { openNodeMount } from "@/dev/webhook-mounts";
import { callAs } from "@/trpc/caller";
import { makeMember } from "@/dev/member";
import { sealField } from "@/organization/server/sealed-columns";
import { sqlInOrganization } from "@/platform/db/in-organization";

const graph = await startGraph({ apps: [], numbers: [], window: false });
vi.stubEnv("META_GRAPH_URL", graph.url);
const front = await openNodeMount();
const PIN = "123456";

let stage: Stage;
beforeEach(async () => {
  stage = await setStage(graph, front);
  await stage.addFlow("Menu", MENU);
  setRegistered(false);
});
afterAll(async () => {
  await graph.close();
  front.close();
});

const query = <Row>(statement: string, values: unknown[] = []) =>
  sqlInOrganization(stage.organizationId, (sql) => sql.query<Row>(statement, values));
const setRegistered = (registered: boolean) => {
  const [number] = graph.numbers().filter(({ phoneNumberId }) => phoneNumberId === stage.phoneNumberId);
  if (number) graph.addNumber({ ...number, registered, pin: PIN });
};
const storePin = (pin: string) =>
  query("update whatsapp_connections set phone_pin = $1", [sealField(stage.connectionId, "phonePin", pin)]);
const texts = () => graph.sent({ phoneNumberId: stage.phoneNumberId }).map(({ text }) => text);
const connection = async () => {
  const [row] = await query<{ health: string; detail: string | null; registered: boolean }>(
    "select health, health_detail as detail, registered_at is not null as registered from whatsapp_connections",
  );
  return row;
};
const stopped = async (why: string) => {
  const row = await connection();
  expect(row?.health).toBe("unhealthy");
  expect(row?.detail).toContain(why);
};
const CUSTOMERS = ["491701111111", "491702222222", "491703333333"];

test("a number that is not registered is registered with its PIN, once, and all goes on in order", async () => {
  await storePin(PIN);
  await Promise.all(CUSTOMERS.map((customer) => stage.says("hola", customer)));
  await vi.waitFor(async () => {
    await workAll();
    for (const to of CUSTOMERS) {
      const sent = graph.sent({ phoneNumberId: stage.phoneNumberId, to }).map(({ text }) => text);
      expect(sent).toEqual(["Welcome Ana!", "Which?"]);
    }
  }, 15_000);
  expect(await connection()).toEqual({ health: "healthy", detail: null, registered: true });
  expect(await query("select 1 from messages where status = 'Failed'")).toEqual([]);
});

test("one that says so again within a day stops the connection: registering did not help", async () => {
  await storePin(PIN);
  await query("update whatsapp_connections set registered_at = now() - interval '1 hour'");
  await stage.says("hola");
  await workAll();
  await stopped("Meta still says that it is not");
  expect(texts()).toEqual([]);
});

test("a wrong PIN stops the connection, in words, and the right one lets everything go on", async () => {
  const admin = callAs(await makeMember(stage.organizationId, "admin")).connection;
  await storePin("000000");
  await stage.says("hola");
  await workAll();
  await stopped("its PIN did not do it");
  expect(texts()).toEqual([]);
  await admin.update({ organization: stage.slug, id: stage.connectionId, patch: { phonePin: PIN } });
  await vi.waitFor(async () => {
    await workAll();
    expect(texts()).toEqual(["Welcome Ana!", "Which?"]);
  }, 10_000);
  expect(await connection()).toMatchObject({ health: "healthy", registered: true });
});

test("without a PIN the connection waits for a person, and goes on once the number is registered", async () => {
  await stage.says("hola");
  await workAll();
  await stopped("store its PIN");
  setRegistered(true);
  await query("update whatsapp_connections set health = 'healthy'");
  await query("update lanes set wake_at = now() where kind = 'conversation'");
  await vi.waitFor(async () => {
    await workAll();
    expect(texts()).toEqual(["Welcome Ana!", "Which?"]);
  }, 10_000);
});
