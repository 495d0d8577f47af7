import { afterAll, beforeEach, expect, test, vi } from "vitest";
import { startGraph } from "@/dev/graph/server";
import { MENU } from "@/dev/menu-flow";
import { setStage, workAll, type MessageRow, type Stage } from "@/dev/stage";
import { openNodeMount } from "@/dev/webhook-mounts";
import { sendMessage } from "@/conversation/server/send-message";
import { handBack } from "@/conversation/server/hand-back";
import { asSystem } from "@/platform/db/as-system";
import { sqlInOrganization } from "@/platform/db/in-organization";
import { newId } from "@/platform/id";

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

const told = (messages: readonly MessageRow[]) => messages.map(({ sender, content }) => `${sender}: ${content}`);
const texts = () => graph.sent({ phoneNumberId: stage.phoneNumberId }).map((message) => JSON.stringify(message));
const works = async (check: () => Promise<void> | void) =>
  vi.waitFor(async () => {
    await workAll();
    await check();
  }, 10_000);
const conversationId = async () => {
  const [row] = await asSystem((sql) =>
    sql.query<{ id: string }>("select id from conversations where organization_id = $1", [stage.organizationId]),
  );
  return row!.id;
};
const within = <T>(work: Parameters<typeof sqlInOrganization<T>>[1]) => sqlInOrganization(stage.organizationId, work);
const agentSays = async (text: string, clientId = newId()) => {
  const userId = newId();
  await asSystem(async (sql) => {
    await sql.query("insert into users (id, email, name) values ($1, $2, 'Agent')", [userId, `${userId}@example.test`]);
    await sql.query("insert into memberships (organization_id, user_id, role) values ($1, $2, 'agent')", [
      stage.organizationId,
      userId,
    ]);
  });
  const id = await conversationId();
  return within((sql) =>
    sendMessage(sql, {
      conversationId: id,
      organizationId: stage.organizationId,
      message: { kind: "text", text },
      clientId,
      userId,
    }),
  );
};

test("a customer's word starts the flow, whose bubbles leave one after another and come back delivered", async () => {
  await stage.says("hola");
  await works(async () => {
    const messages = await stage.messages();
    expect(told(messages)).toEqual(["contact: hola", "bot: Welcome Ana!", "bot: Which?"]);
    expect(messages.map(({ status }) => status)).toEqual(["Delivered", "Delivered", "Delivered"]);
    expect(messages.map(({ seq }) => seq)).toEqual([1, 2, 3]);
  });
  expect(texts().map((text) => /Welcome|Which/.exec(text)?.[0])).toEqual(["Welcome", "Which"]);
});

test("a number answers the question, and the session ends where the flow ends", async () => {
  await stage.says("hola");
  await works(async () => expect(await stage.messages()).toHaveLength(3));
  await stage.says("1");
  await works(async () => expect(told(await stage.messages()).at(-1)).toBe("bot: You chose Red"));
  const sessions = await asSystem((sql) =>
    sql.query("select status, end_reason from sessions where organization_id = $1", [stage.organizationId]),
  );
  expect(sessions).toEqual([{ status: "Completed", end_reason: "done" }]);
});

test("every event keeps what became of it and why", async () => {
  await stage.says("hola");
  await stage.says("nothing anybody listens to", "491709999999");
  await works(async () => {
    const events = await asSystem((sql) =>
      sql.query<{ state: string; outcome: string; trace: { steps: unknown[] } }>(
        "select state, outcome, trace from webhook_events where organization_id = $1 and kind = 'message' order by position",
        [stage.organizationId],
      ),
    );
    expect(events.map(({ state, outcome }) => [state, outcome])).toEqual([
      ["processed", 'flow "Menu" waits'],
      ["processed", "no-trigger"],
    ]);
    expect(events[0]!.trace.steps).toHaveLength(3);
  });
});

test("an agent's reply takes the conversation over, and the bot's waiting bubbles are withheld", async () => {
  graph.faults.sends({ kind: "error", code: 131056 }, { times: 1 });
  await stage.says("hola");
  await workAll();
  await agentSays("A person here");
  await asSystem((sql) =>
    sql.query("update messages set next_attempt_at = null where organization_id = $1", [stage.organizationId]),
  );
  await works(async () => {
    const messages = await stage.messages();
    expect(told(messages)).toEqual(["contact: hola", "bot: Welcome Ana!", "bot: Which?", "agent: A person here"]);
    expect(messages.slice(1, 3).map(({ status, error }) => [status, error?.reason])).toEqual([
      ["Failed", "withheld"],
      ["Failed", "withheld"],
    ]);
    expect(messages[3]!.status).toBe("Delivered");
  });
  expect(texts()).toHaveLength(1);
  await stage.says("hola");
  await works(async () => expect(told(await stage.messages()).at(-1)).toBe("contact: hola"));
});

test("a message that nobody answers waits for a person, until the bot or a person answers", async () => {
  const state = async () => {
    const [row] = await asSystem((sql) =>
      sql.query<{ status: string }>("select status from conversations where organization_id = $1", [
        stage.organizationId,
      ]),
    );
    return row?.status;
  };
  await stage.says("nothing anybody listens to");
  await works(async () => expect(await state()).toBe("waiting"));
  await stage.says("hola");
  await works(async () => expect(await state()).toBe("open"));
  await stage.says("1");
  await works(() => expect(texts()).toHaveLength(3));
  await stage.says("nothing anybody listens to");
  await works(async () => expect(await state()).toBe("waiting"));
  await agentSays("A person here");
  expect(await state()).toBe("open");
});

test("a conversation that is handed back goes on where its session waited", async () => {
  await stage.says("hola");
  await works(() => expect(texts()).toHaveLength(2));
  await agentSays("One moment");
  await works(() => expect(texts()).toHaveLength(3));
  const id = await conversationId();
  await within((sql) => handBack(sql, { conversationId: id, organizationId: stage.organizationId }));
  await stage.says("Blue");
  await works(async () => expect(told(await stage.messages()).at(-1)).toBe("bot: Blue it is"));
});

test("the same agent's message twice is one message", async () => {
  await stage.says("hola");
  await works(() => expect(texts()).toHaveLength(2));
  const clientId = newId();
  await agentSays("Once", clientId);
  await agentSays("Once", clientId);
  await works(() => expect(texts()).toHaveLength(3));
  expect(told(await stage.messages()).filter((text) => text === "agent: Once")).toHaveLength(1);
});

test("a suspended organization's customers are heard, and nothing answers them", async () => {
  await asSystem((sql) =>
    sql.query("update organizations set status = 'suspended' where id = $1", [stage.organizationId]),
  );
  await stage.says("hola");
  await works(async () => expect(told(await stage.messages())).toEqual(["contact: hola"]));
});
