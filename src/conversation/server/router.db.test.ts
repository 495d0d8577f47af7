import { beforeAll, describe, expect, test } from "vitest";
import { addMessages, makeConversation } from "@/dev/conversation";
import { makeMember } from "@/dev/member";
import { makeTenant, type Tenant } from "@/dev/tenant";
import { asSystem } from "@/platform/db/as-system";
import { sqlInOrganization } from "@/platform/db/in-organization";
import { callAs } from "@/trpc/caller";
import type { Incoming, Outgoing } from "../message";
import { changeConversation } from "./change-conversation";
import { reviseMessage } from "./revise-message";

type Caller = ReturnType<typeof callAs>["conversation"];

let tenant: Tenant;
let agentId: string;
let calls: Caller;
let organization: string;

beforeAll(async () => {
  tenant = await makeTenant();
  const claim = await makeMember(tenant.organizationId, "agent");
  agentId = claim.userId;
  calls = callAs(claim).conversation;
  organization = tenant.slug;
});

const contents = (messages: readonly { content: string }[]) => messages.map(({ content }) => content);
const thread = (conversationId: string) => calls.thread({ organization, conversationId });
const revise = (id: string, patch: Parameters<typeof reviseMessage>[2]) =>
  sqlInOrganization(tenant.organizationId, (sql) => reviseMessage(sql, id, patch));

async function conversationWith(...messages: Parameters<typeof addMessages>[2]) {
  const conversationId = await makeConversation(tenant);
  const ids = await addMessages(tenant, conversationId, messages);
  return { conversationId, ids };
}

describe("the list", () => {
  test("pages through everything once, the latest first, though times differ by microseconds only", async () => {
    const other = await makeTenant();
    const claim = await makeMember(other.organizationId, "agent");
    const made: string[] = [];
    for (let count = 0; count < 7; count++) made.push(await makeConversation(other));
    await asSystem((sql) =>
      sql.query(
        `update conversations c set last_message_at = timestamptz '2026-03-12 15:30:00.1234Z' + (place / 2) * interval '1 microsecond'
         from unnest($1::uuid[]) with ordinality as given (id, place) where c.id = given.id`,
        [made],
      ),
    );
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await callAs(claim).conversation.list({
        organization: other.slug,
        limit: 2,
        ...(cursor && { cursor }),
      });
      seen.push(...page.conversations.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(seen).toEqual(made.toReversed());
  });

  test("says what a list shows", async () => {
    const { conversationId } = await conversationWith("hola", "¿están abiertos?");
    await sqlInOrganization(tenant.organizationId, (sql) =>
      changeConversation(sql, conversationId, { owner: "person", assigneeId: agentId }),
    );
    const { conversations } = await calls.list({ organization });
    expect(conversations.find(({ id }) => id === conversationId)).toMatchObject({
      contact: { name: "Ana" },
      connection: { id: tenant.connectionId, name: "Main" },
      owner: "person",
      assignee: { id: agentId, name: "An agent" },
      unread: 2,
      preview: "¿están abiertos?",
      revision: 3,
    });
  });

  test("leaves out conversations in which nothing was said yet", async () => {
    const conversationId = await makeConversation(tenant);
    const { conversations } = await calls.list({ organization, limit: 100 });
    expect(conversations.map(({ id }) => id)).not.toContain(conversationId);
  });

  test("refuses a cursor that nobody gave", async () => {
    await expect(calls.list({ organization, cursor: "2026-99-99~x" })).rejects.toMatchObject({ code: "BAD_REQUEST" });
  });
});

describe("the thread", () => {
  test("gives the newest page in order, and the pages before it", async () => {
    const { conversationId } = await conversationWith(...Array.from({ length: 120 }, (_, index) => `${index + 1}`));
    const newest = await thread(conversationId);
    expect(contents(newest.messages).at(0)).toBe("71");
    expect(contents(newest.messages).at(-1)).toBe("120");
    expect(newest.earlier).toBe(true);
    const before = await calls.thread({ organization, conversationId, before: 71 });
    expect([before.messages.length, before.messages[0]?.seq, before.earlier]).toEqual([50, 21, true]);
    const first = await calls.thread({ organization, conversationId, before: 21 });
    expect([first.messages.length, first.messages[0]?.seq, first.earlier]).toEqual([20, 1, false]);
  });

  test("says what a message holds, and leaves its text where the rest cannot be read", async () => {
    const buttons: Outgoing = { kind: "buttons", text: "Choose", choices: [{ id: "a", title: "A" }] };
    const nothing = { choice: null, media: null, location: null, reaction: null, repliesTo: null };
    const typed: Incoming = { type: "text", text: "typed on the phone", group: false, ...nothing };
    const { conversationId } = await conversationWith(
      { direction: "outbound", sender: "bot", type: "interactive", content: "Choose", payload: buttons },
      { content: "from long ago", payload: { kind: "fax" } as never },
      { direction: "outbound", sender: "phone", content: "typed on the phone", payload: typed },
    );
    const { messages } = await thread(conversationId);
    expect(messages.map(({ body, whole }) => ({ body, whole }))).toEqual([
      { body: buttons, whole: true },
      { body: null, whole: true },
      { body: typed, whole: true },
    ]);
  });

  test("gives one message with its whole text", async () => {
    const text = "ह\n".repeat(2000);
    const { conversationId, ids } = await conversationWith(text);
    expect(await calls.message({ organization, messageId: ids[0]! })).toMatchObject({ content: text, seq: 1 });
    expect((await calls.get({ organization, conversationId })).preview).toBe("ह ".repeat(100));
  });
});

describe("what changed since", () => {
  test("brings new and changed messages and the revision it is complete up to", async () => {
    const { conversationId, ids } = await conversationWith("one", "two", "three");
    const { conversation } = await thread(conversationId);
    expect(await calls.since({ organization, conversationId, revision: conversation.revision })).toMatchObject({
      messages: [],
      revision: 3,
    });
    await revise(ids[0]!, { status: "Read", readAt: new Date() });
    await addMessages(tenant, conversationId, ["four"]);
    const since = await calls.since({ organization, conversationId, revision: conversation.revision });
    expect(contents(since.messages)).toEqual(["one", "four"]);
    expect(since.messages[0]).toMatchObject({ status: "Read", revision: 4 });
    expect([since.revision, since.conversation.revision]).toEqual([5, 5]);
  });

  test("comes in portions that join without a hole", async () => {
    const { conversationId } = await conversationWith(...Array.from({ length: 450 }, (_, index) => `${index + 1}`));
    const seen: number[] = [];
    let revision = 0;
    for (let asked = 0; asked < 3; asked++) {
      const since = await calls.since({ organization, conversationId, revision });
      seen.push(...since.messages.map(({ seq }) => seq));
      expect(since.revision).toBe([200, 400, 450][asked]);
      revision = since.revision;
    }
    expect(seen).toEqual(Array.from({ length: 450 }, (_, index) => index + 1));
  });
});

test("the check counts down to the place where a page ended, and says how channels are named", async () => {
  for (const text of ["one", "two", "three"]) await conversationWith(text);
  const { nextCursor } = await calls.list({ organization, limit: 2 });
  const count = async (from?: string) => (await calls.revisions({ organization, known: {}, from })).count;
  expect(await count(nextCursor ?? "none")).toBe(2);
  const all = await count();
  await conversationWith("four");
  expect([await count(nextCursor ?? "none"), await count()]).toEqual([3, all + 1]);
  expect((await calls.revisions({ organization, known: {} })).epoch).toBe(1);
});

test("the check finds what moved, what is new and what is gone", async () => {
  const still = await conversationWith("still");
  const moved = await conversationWith("moved");
  const unknown = await conversationWith("unknown");
  const gone = "018f0000-0000-7000-8000-00000000dead";
  const known = { [still.conversationId]: 1, [moved.conversationId]: 0, [gone]: 7 };
  const checked = await calls.revisions({ organization, known });
  const changed = checked.changed.map(({ id }) => id);
  expect(changed).toContain(moved.conversationId);
  expect(changed).toContain(unknown.conversationId);
  expect(changed).not.toContain(still.conversationId);
  expect(checked.gone).toEqual([gone]);
});

describe("an agent", () => {
  test("writes once however often the same message is sent, and takes the conversation over", async () => {
    const { conversationId } = await conversationWith("help");
    const message = { organization, conversationId, text: "I am here", clientId: "c-1" };
    const first = await calls.send(message);
    expect(await calls.send(message)).toEqual(first);
    const { conversation, messages } = await thread(conversationId);
    expect(conversation).toMatchObject({ owner: "person", assignee: { id: agentId }, unread: 0 });
    expect(messages.slice(1)).toMatchObject([
      { id: first.messageId, content: "I am here", clientId: "c-1", sentBy: "An agent", status: "Pending" },
    ]);
  });

  test.each(["", "  \n", "x".repeat(4097)])("does not send %j", async (text) => {
    const { conversationId } = await conversationWith("help");
    const sent = calls.send({ organization, conversationId, text, clientId: "c" });
    await expect(sent).rejects.toMatchObject({ code: "BAD_REQUEST" });
    expect((await thread(conversationId)).messages).toHaveLength(1);
  });

  test("hands the conversation back to the bot", async () => {
    const { conversationId } = await conversationWith("help");
    await calls.send({ organization, conversationId, text: "done", clientId: "c" });
    await calls.handBack({ organization, conversationId });
    expect(await calls.get({ organization, conversationId })).toMatchObject({ owner: "bot", assignee: null });
  });

  test("takes the unread mark off once, at one revision", async () => {
    const { conversationId } = await conversationWith("one", "two");
    await calls.markRead({ organization, conversationId });
    await calls.markRead({ organization, conversationId });
    expect(await calls.get({ organization, conversationId })).toMatchObject({ unread: 0, revision: 3 });
  });
});

describe("another organization's", () => {
  const attempts: Record<string, (conversationId: string, messageId: string) => Promise<unknown>> = {
    get: (conversationId) => calls.get({ organization, conversationId }),
    thread: (conversationId) => calls.thread({ organization, conversationId }),
    message: (_, messageId) => calls.message({ organization, messageId }),
    since: (conversationId) => calls.since({ organization, conversationId, revision: 0 }),
    send: (conversationId) => calls.send({ organization, conversationId, text: "x", clientId: "x" }),
    handBack: (conversationId) => calls.handBack({ organization, conversationId }),
    markRead: (conversationId) => calls.markRead({ organization, conversationId }),
    typing: (conversationId) => calls.typing({ organization, conversationId, typing: true }),
  };

  test.each(Object.keys(attempts))("conversation is not found by %s", async (name) => {
    const other = await makeTenant();
    const conversationId = await makeConversation(other);
    const [messageId] = await addMessages(other, conversationId, ["private"]);
    await expect(attempts[name]!(conversationId, messageId!)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  test("conversations are neither listed nor known to the check", async () => {
    const other = await makeTenant();
    const conversationId = await makeConversation(other);
    await addMessages(other, conversationId, ["private"]);
    const { conversations } = await calls.list({ organization, limit: 100 });
    expect(conversations.map(({ id }) => id)).not.toContain(conversationId);
    const checked = await calls.revisions({ organization, known: { [conversationId]: 0 } });
    expect(checked.gone).toEqual([conversationId]);
    expect(checked.changed.map(({ id }) => id)).not.toContain(conversationId);
  });
});
