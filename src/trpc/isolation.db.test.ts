import { expect, test } from "vitest";
import { SAMPLES } from "@/dev/graph/media-sample";
import { makeMember } from "@/dev/member";
import { MENU } from "@/dev/menu-flow";
import { workAll } from "@/dev/stage";
import { makeTenant, type Tenant } from "@/dev/tenant";
import { textsBody } from "@/dev/webhook-body";
import { openNodeMount } from "@/dev/webhook-mounts";
import { sendFile } from "@/conversation/server/send-file";
import { publishFlow } from "@/flow/server/publish-flow";
import { saveFlow } from "@/flow/server/save-flow";
import { setSecret } from "@/organization/server/secrets";
import { asSystem } from "@/platform/db/as-system";
import { inOrganization, sqlInOrganization } from "@/platform/db/in-organization";
import { newId } from "@/platform/id";
import { sign } from "@/whatsapp/server/signature";
import { callAs } from "./caller";
import { root } from "./root";

interface Furnished extends Tenant {
  readonly conversationId: string;
  readonly contactId: string;
  readonly messageId: string;
  /** With a file. */
  readonly sentId: string;
  readonly memberId: string;
  readonly eventId: string;
  readonly flowId: string;
  readonly sessionId: string;
  readonly secret: { readonly name: string; readonly value: string };
}

/** An organization with something in every room. */
async function furnish(): Promise<Furnished> {
  const tenant = await makeTenant();
  const { organizationId } = tenant;
  const front = await openNodeMount();
  const body = textsBody(tenant, [{ id: `wamid.${organizationId}`, from: "491700000001", text: "hola" }]);
  await front.send("/webhook", { body, signature: sign(Buffer.from(body), tenant.appSecret) });
  front.close();
  const flowId = await sqlInOrganization(organizationId, async (sql) => {
    const saved = await saveFlow(sql, { organizationId, name: "Menu", definition: MENU });
    if (!saved.ok) throw new Error("The menu can not be saved");
    await publishFlow(sql, { flowId: saved.id, message: "First", authorId: null });
    return saved.id;
  });
  const secret = { name: `s-${organizationId}`, value: `the secret of ${organizationId}` };
  await inOrganization(organizationId, (db) => setSecret(db, { organizationId, userId: null }, secret));
  const [row] = await asSystem((sql) =>
    sql.query<{ conversationId: string; contactId: string; eventId: string }>(
      `select id as "eventId", conversation_id as "conversationId", contact_id as "contactId" from webhook_events
       where organization_id = $1`,
      [organizationId],
    ),
  );
  if (!row) throw new Error("The message made no event");
  await workAll();
  const [made] = await asSystem((sql) =>
    sql.query<{ messageId: string; sessionId: string }>(
      `select m.id as "messageId", s.id as "sessionId" from sessions s join messages m using (conversation_id)
       where conversation_id = $1 order by m.seq`,
      [row.conversationId],
    ),
  );
  if (!made) throw new Error("The message began no flow");
  const { userId } = await makeMember(organizationId, "agent");
  const file = { bytes: SAMPLES.image().bytes, name: "cat.jpg", caption: null, asSticker: false };
  const { messageId: sentId } = await sqlInOrganization(organizationId, (sql) =>
    sendFile(sql, { ...file, organizationId, userId, conversationId: row.conversationId, clientId: newId() }),
  );
  await sqlInOrganization(organizationId, (sql) =>
    sql.query("update messages set status = 'Failed' where id = $1", [sentId]),
  );
  return { ...tenant, ...row, ...made, sentId, memberId: userId, flowId, secret };
}

const NEW_CONNECTION = {
  name: "Mine",
  businessAccountId: "1",
  phoneNumberId: "2",
  displayPhoneNumber: "+1",
  accessToken: "a token of mine, long enough",
};

/** For each procedure: what to ask for with another organization's ids, or null where it takes none. */
const CASES: Readonly<Record<string, ((theirs: Furnished) => object) | null>> = {
  "organization.list": null,
  "organization.current": null,
  "organization.removeMember": ({ memberId: userId }) => ({ userId }),
  "connection.list": null,
  "connection.get": ({ connectionId: id }) => ({ id }),
  "connection.create": null,
  "connection.update": ({ connectionId: id }) => ({ id, patch: { name: "Stolen" } }),
  "connection.verify": ({ connectionId: id }) => ({ id }),
  "conversation.list": null,
  "conversation.get": ({ conversationId }) => ({ conversationId }),
  "conversation.thread": ({ conversationId }) => ({ conversationId }),
  "conversation.message": ({ messageId }) => ({ messageId }),
  "conversation.since": ({ conversationId }) => ({ conversationId, revision: 0 }),
  "conversation.revisions": null,
  "conversation.send": ({ conversationId }) => ({ conversationId, text: "From a stranger", clientId: newId() }),
  "conversation.sendAgain": ({ conversationId, sentId: messageId }) => ({
    conversationId,
    messageId,
    clientId: newId(),
  }),
  "conversation.handBack": ({ conversationId }) => ({ conversationId }),
  "conversation.markRead": ({ conversationId }) => ({ conversationId }),
  "conversation.typing": ({ conversationId }) => ({ conversationId, typing: true }),
  "event.list": null,
  "event.get": ({ eventId: id }) => ({ id }),
  "flow.list": null,
  "flow.get": ({ flowId: id }) => ({ id }),
  "flow.export": ({ flowId: id }) => ({ id }),
  "flow.laterMoves": ({ sessionId }) => ({ sessionId, revision: 1 }),
  "flow.create": null,
  "flow.save": ({ flowId: id }) => ({ id, definition: MENU }),
  "flow.publish": ({ flowId: id }) => ({ id, message: "Mine now" }),
  "flow.rename": ({ flowId: id }) => ({ id, name: "Stolen" }),
  "flow.setPriority": ({ flowId: id }) => ({ id, priority: 1 }),
  "flow.setStatus": ({ flowId: id }) => ({ id, status: "Inactive" }),
  "secret.list": null,
  "secret.set": null,
  "secret.remove": ({ secret: { name } }) => ({ name }),
};

/** Inputs of procedures that take nobody's ids, so that they get as far as the door. */
const HARMLESS: Readonly<Record<string, object>> = {
  "connection.create": NEW_CONNECTION,
  "flow.create": { name: "New" },
  "conversation.revisions": { known: {} },
  "secret.set": { name: "mine", value: "a secret of mine, long enough" },
};

const procedures = Object.keys(root._def.procedures);

type Callable = (input: object) => Promise<unknown>;
const call = (caller: ReturnType<typeof callAs>, path: string, input: object): Promise<unknown> => {
  const [slice, name] = path.split(".") as [string, string];
  return ((caller as unknown as Record<string, Record<string, Callable>>)[slice]![name] as Callable)(input);
};

/** Everything an organization has, as text. */
async function contentsOf({ organizationId }: Tenant): Promise<string> {
  return asSystem(async (sql) => {
    const tables = await sql.query<{ name: string }>(
      `select table_name as name from information_schema.columns
       where table_schema = 'public' and column_name = 'organization_id' and table_name <> 'lanes' order by 1`,
    );
    const parts: string[] = [];
    for (const { name } of tables) {
      const [row] = await sql.query<{ text: string | null }>(
        `select string_agg(t::text, '|' order by t::text) as text from ${name} t where organization_id = $1`,
        [organizationId],
      );
      parts.push(`${name}: ${row?.text ?? ""}`);
    }
    return parts.join("\n");
  });
}

test("every procedure has a case here", () => {
  expect(Object.keys(CASES).sort()).toEqual([...procedures].sort());
});

test("with another organization's ids every procedure finds nothing, and nothing of the other's changes", async () => {
  const [mine, theirs] = [await furnish(), await furnish()];
  const caller = callAs(await makeMember(mine.organizationId, "owner"));
  const before = await contentsOf(theirs);
  for (const [path, input] of Object.entries(CASES)) {
    if (!input) continue;
    const asked = call(caller, path, { organization: mine.slug, ...input(theirs) });
    await expect(asked, path).rejects.toMatchObject({ code: "NOT_FOUND" });
  }
  expect(await contentsOf(theirs)).toBe(before);
});

test("with one's own ids the same questions are answered, so that the walk above proves something", async () => {
  const mine = await furnish();
  const caller = callAs(await makeMember(mine.organizationId, "owner"));
  for (const [path, input] of Object.entries(CASES)) {
    if (!input || path === "connection.verify" || path === "connection.update") continue;
    await expect(call(caller, path, { organization: mine.slug, ...input(mine) }), path).resolves.not.toThrow();
  }
});

test("lists show nothing of another organization", async () => {
  const [mine, theirs] = [await furnish(), await furnish()];
  const caller = callAs(await makeMember(mine.organizationId, "owner"));
  const secrets = [
    theirs.organizationId,
    theirs.slug,
    theirs.connectionId,
    theirs.conversationId,
    theirs.eventId,
    theirs.flowId,
    theirs.secret.name,
  ];
  for (const [path, input] of Object.entries(CASES)) {
    if (input || /[.](create|set)$/.test(path)) continue;
    const shown = JSON.stringify(await call(caller, path, { organization: mine.slug, ...HARMLESS[path] }));
    for (const secret of secrets) expect([path, shown.includes(secret)]).toEqual([path, false]);
  }
});

test("another organization's conversation looks like one that never was", async () => {
  const [mine, theirs] = [await furnish(), await furnish()];
  const caller = callAs(await makeMember(mine.organizationId, "owner"));
  const nobodys = newId();
  const ask = async (id: string) =>
    JSON.stringify(await caller.conversation.revisions({ organization: mine.slug, known: { [id]: 0 } })).replaceAll(
      id,
      "it",
    );
  expect(await ask(theirs.conversationId)).toBe(await ask(nobodys));
});

test("a stranger, a member of another organization and a removed member get in nowhere", async () => {
  const [mine, theirs] = [await furnish(), await furnish()];
  const outsider = callAs(await makeMember(mine.organizationId, "owner"));
  const claim = await makeMember(theirs.organizationId, "owner");
  const removed = callAs(claim);
  await removed.organization.current({ organization: theirs.slug });
  await asSystem((sql) => sql.query("delete from memberships where user_id = $1", [claim.userId]));
  for (const path of procedures) {
    if (path === "organization.list") continue;
    const input = { organization: theirs.slug, ...HARMLESS[path], ...CASES[path]?.(theirs) };
    await expect(call(callAs(null), path, input), path).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    await expect(call(outsider, path, input), path).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(call(removed, path, input), path).rejects.toMatchObject({ code: "NOT_FOUND" });
  }
});

test("no answer of any procedure holds a secret", async () => {
  const mine = await furnish();
  const caller = callAs(await makeMember(mine.organizationId, "owner"));
  for (const [path, input] of Object.entries(CASES)) {
    if (path.endsWith(".create") || path === "connection.verify") continue;
    const answer = JSON.stringify(
      await call(caller, path, { organization: mine.slug, ...HARMLESS[path], ...input?.(mine) }),
    ) as string | undefined;
    for (const secret of [mine.accessToken, mine.appSecret, mine.verifyToken, mine.secret.value]) {
      expect([path, answer?.includes(secret) ?? false]).toEqual([path, false]);
    }
  }
});
