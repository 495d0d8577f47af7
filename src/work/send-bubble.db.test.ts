import { afterAll, beforeEach, expect, test, vi } from "vitest";
import { startGraph } from "@/dev/graph/server";
import { MENU } from "@/dev/menu-flow";
import { sqlInOrganization } from "@/platform/db/in-organization";
import { setStage, workAll, type MessageRow, type Stage } from "@/dev/stage";
import { openNodeMount } from "@/dev/webhook-mounts";
import { asSystem } from "@/platform/db/as-system";
import { stopConnection } from "./hold-connection";

const graph = await startGraph({ apps: [], numbers: [], window: false });
vi.stubEnv("META_GRAPH_URL", graph.url);
const front = await openNodeMount();

let stage: Stage;
beforeEach(async () => {
  graph.faults.clear();
  stage = await setStage(graph, front);
  await stage.addFlow("Menu", MENU);
});
afterAll(async () => {
  await graph.close();
  front.close();
});

const CUSTOMER = "491701234567";
const told = (messages: readonly MessageRow[]) => messages.map(({ sender, content }) => `${sender}: ${content}`);
const texts = () => graph.sent({ phoneNumberId: stage.phoneNumberId }).map((message) => JSON.stringify(message));
const works = async (check: () => Promise<void> | void) =>
  vi.waitFor(async () => {
    await workAll();
    await check();
  }, 10_000);

test("a refusal is shown with Meta's reason in plain words, and the next bubble leaves", async () => {
  graph.faults.sends({ kind: "error", code: 131026 });
  await stage.says("hola");
  await works(async () => {
    const [, first, second] = await stage.messages();
    expect([first!.status, first!.error?.code]).toEqual(["Failed", 131026]);
    expect(first!.error?.title).toContain("could not be delivered");
    expect(second!.status).toBe("Delivered");
  });
});

test("a call cut before an answer is unknown, holds the next bubble, and a status settles it", async () => {
  graph.faults.sends({ kind: "cut", accepted: true });
  graph.faults.statuses({ lateMs: 300 });
  await stage.says("hola");
  await workAll();
  const [, first, second] = await stage.messages();
  expect([first!.status, second!.status]).toEqual(["Unknown", "Pending"]);
  await works(async () => {
    const messages = await stage.messages();
    expect(messages.map(({ status }) => status)).toEqual(["Delivered", "Delivered", "Delivered"]);
  });
  expect(texts()).toHaveLength(2);
});

test("an unknown message is given up after ten minutes, and a status that comes later still settles it", async () => {
  graph.faults.sends({ kind: "cut", accepted: false });
  await stage.says("hola");
  await workAll();
  const age = () =>
    asSystem(async (sql) => {
      await sql.query(
        "update messages set attempted_at = now() - interval '11 minutes' where organization_id = $1 and status = 'Unknown'",
        [stage.organizationId],
      );
      await sql.query("update lanes set wake_at = now() where organization_id = $1", [stage.organizationId]);
    });
  await age();
  await works(async () => {
    const [, first, second] = await stage.messages();
    expect([first!.status, first!.error?.reason]).toEqual(["Failed", "unconfirmed"]);
    expect(second!.status).toBe("Delivered");
  });
  const [, first] = await stage.messages();
  await graph.deliver(
    {
      object: "whatsapp_business_account",
      entry: [
        {
          id: stage.businessAccountId,
          changes: [
            {
              field: "messages",
              value: {
                metadata: { phone_number_id: stage.phoneNumberId },
                statuses: [
                  {
                    id: "wamid.late",
                    status: "delivered",
                    timestamp: "1800000000",
                    recipient_id: CUSTOMER,
                    biz_opaque_callback_data: first!.id,
                  },
                ],
              },
            },
          ],
        },
      ],
    },
    `app-${stage.phoneNumberId}`,
  );
  await works(async () =>
    expect((await stage.messages())[1]).toMatchObject({ status: "Delivered", waMessageId: "wamid.late" }),
  );
});

test("statuses that overtake the answer of the send are not lost", async () => {
  graph.faults.statuses({ early: true, shuffled: true, double: true });
  await stage.says("hola");
  await works(async () => {
    expect((await stage.messages()).map(({ status }) => status)).toEqual(["Delivered", "Delivered", "Delivered"]);
  });
});

test("a bad token stops the connection without counting a try, and repair lets everything go on in order", async () => {
  graph.faults.sends({ kind: "error", code: 190 });
  await stage.says("hola");
  await workAll();
  const health = () =>
    asSystem((sql) => sql.query("select health from whatsapp_connections where id = $1", [stage.connectionId]));
  expect(await health()).toEqual([{ health: "unhealthy" }]);
  await stage.says("still heard");
  await works(async () => expect(told(await stage.messages()).at(-1)).toBe("bot: Blue it is"));
  expect(texts()).toHaveLength(0);
  await asSystem(async (sql) => {
    await sql.query("update whatsapp_connections set health = 'healthy' where id = $1", [stage.connectionId]);
    await sql.query("update lanes set wake_at = now() where organization_id = $1", [stage.organizationId]);
  });
  await works(() =>
    expect(texts().map((text) => /Welcome|Which|Blue it is/.exec(text)?.[0])).toEqual([
      "Welcome",
      "Which",
      "Blue it is",
    ]),
  );
});

test("what Meta says of a token that was replaced meanwhile stops nothing", async () => {
  const health = () =>
    asSystem((sql) =>
      sql.query<{ health: string; asOf: string }>(
        `select health, updated_at::text as "asOf" from whatsapp_connections where id = $1`,
        [stage.connectionId],
      ),
    );
  const [before] = await health();
  const refused = { plain: "The access token is not valid", code: 190 };
  const stop = (asOf: string) =>
    sqlInOrganization(stage.organizationId, (sql) => stopConnection(sql, stage.connectionId, { ...refused, asOf }));
  await stop("2026-01-01 00:00:00+00");
  expect(await health()).toEqual([before]);
  await stop(before?.asOf ?? "");
  expect(await health()).toMatchObject([{ health: "unhealthy" }]);
});

test("two conversations of one number do not wait for each other", async () => {
  graph.faults.sends({ kind: "error", code: 131056 }, { times: 1, when: ({ to }) => to.includes(CUSTOMER) });
  await Promise.all([stage.says("hola"), stage.says("hola", "491705550001")]);
  await works(async () => {
    const other = await stage.messages("491705550001");
    expect(other.map(({ status }) => status)).toEqual(["Delivered", "Delivered", "Delivered"]);
  });
});
