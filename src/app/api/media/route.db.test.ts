import { encode } from "next-auth/jwt";
import { beforeAll, beforeEach, expect, test, vi } from "vitest";
import { makeConversation } from "@/dev/conversation";
import { SAMPLES } from "@/dev/graph/media-sample";
import { makeMember } from "@/dev/member";
import { makeTenant, type Tenant } from "@/dev/tenant";
import { FILE_HEADER, writeFileHeader, type FileHeader } from "@/conversation/file-header";
import type { Claim } from "@/organization/server/identify";
import { asSystem } from "@/platform/db/as-system";
import { newId } from "@/platform/id";
import { POST } from "./route";

vi.stubEnv("MEDIA_MAX_MIB", "1");
vi.stubEnv("MEDIA_ORGANIZATION_MIB", "100");
let jar: Record<string, string> = {};
vi.mock("next/headers", () => ({
  cookies: () => Promise.resolve({ getAll: () => Object.entries(jar).map(([name, value]) => ({ name, value })) }),
}));

const MIB = 1024 * 1024;
const PHOTO = Buffer.from(SAMPLES.image().bytes);
const SOUND = Buffer.from("ID3\x04".padEnd(64, "\0"));

let tenant: Tenant;
let member: Claim;
let stranger: Claim;
let conversationId: string;
beforeAll(async () => {
  tenant = await makeTenant();
  member = await makeMember(tenant.organizationId, "agent");
  stranger = await makeMember((await makeTenant()).organizationId, "owner");
});
beforeEach(async () => {
  conversationId = await makeConversation(tenant);
});

interface Given extends Partial<FileHeader> {
  as?: Claim | null;
  body?: BodyInit;
  header?: string | null;
}
async function send({ as = member, body = PHOTO, header, ...told }: Given = {}) {
  jar = as
    ? { "next-auth.session-token": await encode({ token: { ...as }, secret: process.env["AUTH_SECRET"] ?? "" }) }
    : {};
  const said = {
    ...{ organization: tenant.slug, conversationId, clientId: newId(), name: "cat.jpg", caption: null },
    ...{ asSticker: false, ...told },
  };
  const headers = header === null ? {} : { [FILE_HEADER]: header ?? writeFileHeader(said) };
  const request = new Request("http://recado.test/api/media", {
    method: "POST",
    headers,
    body,
    duplex: "half",
  } as object);
  const answer = await POST(request);
  return { status: answer.status, said: (await answer.json()) as { messageId?: string; message?: string } };
}
const kept = () =>
  asSystem((sql) =>
    sql.query<Record<string, unknown>>(
      `select m.id, m.sender, m.type, m.content, m.status, m.sent_by_id as "sentBy", d.mime_type as "mimeType", d.bytes, d.state, d.width
       from messages m left join message_media d on d.message_id = m.id where m.conversation_id = $1 order by m.seq`,
      [conversationId],
    ),
  );

test("a member's file is kept with its message, for the conversation's lane", async () => {
  const { status, said } = await send({ caption: "¡Mira! 🐈" });
  expect(status).toBe(200);
  expect(await kept()).toEqual([
    {
      ...{ id: said.messageId, sender: "agent", type: "image", content: "¡Mira! 🐈", status: "Pending" },
      ...{ sentBy: member.userId, mimeType: "image/jpeg", bytes: PHOTO, state: "kept", width: 160 },
    },
  ]);
  const lanes = await asSystem((sql) => sql.query("select kind from lanes where key = $1", [conversationId]));
  expect(lanes).toEqual([{ kind: "conversation" }]);
});

test("the same client id again, also at the same time, sends once", async () => {
  const clientId = newId();
  const answers = [...(await Promise.all([send({ clientId }), send({ clientId })])), await send({ clientId })];
  expect(new Set(answers.map(({ said }) => said.messageId)).size).toBe(1);
  expect(await kept()).toHaveLength(1);
});

test("who is no member learns nothing and changes nothing", async () => {
  const none = await send({ organization: "nobodys" });
  expect(none.status).toBe(404);
  expect(await send({ as: stranger })).toEqual(none);
  expect((await send({ as: null })).status).toBe(401);
  const former = await makeMember(tenant.organizationId, "agent");
  await asSystem((sql) => sql.query("delete from memberships where user_id = $1", [former.userId]));
  expect(await send({ as: former })).toEqual(none);
  expect(await kept()).toEqual([]);
});

test("another organization's conversation looks like one that never was", async () => {
  const mine = await makeTenant();
  const as = await makeMember(mine.organizationId, "owner");
  const theirs = await send({ as, organization: mine.slug });
  expect(theirs).toEqual(await send({ as, organization: mine.slug, conversationId: newId() }));
  expect(theirs.status).toBe(404);
  expect(await kept()).toEqual([]);
});

test("a body beyond the limit is refused while it is read, and held no further", async () => {
  let pulled = 0;
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      pulled += 1;
      if (pulled > 64) controller.close();
      else controller.enqueue(new Uint8Array(MIB));
    },
  });
  const before = process.memoryUsage().arrayBuffers;
  const { status, said } = await send({ body: endless, name: "film.mp4" });
  expect([status, said.message]).toEqual([413, 'The file "film.mp4" is too large: at most 1.0 MB can be sent.']);
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(70 * MIB);
  expect(await kept()).toEqual([]);
});

test("what does not fit is refused in words", async () => {
  const why = async (given: Given) => {
    const { status, said } = await send(given);
    return `${status} ${said.message ?? ""}`;
  };
  expect(await why({ body: Buffer.from("MZ\x90\0"), name: "cat.jpg" })).toMatch(
    /^400 The file "cat.jpg" is, by its content, of no type that WhatsApp takes, or damaged/,
  );
  expect(await why({ body: "" })).toBe('400 The file "cat.jpg" is empty.');
  expect(await why({ asSticker: true })).toBe('400 The file "cat.jpg" is no WebP, as stickers are.');
  expect(await why({ body: SOUND, caption: "Listen" })).toMatch(/^400 WhatsApp shows no words with a sound/);
  expect(await why({ caption: "a\0b" })).toMatch(/^400 The words hold a character/);
  expect(await why({ caption: "x".repeat(1025) })).toMatch(/^400 The header/);
  for (const header of [null, "", "?", btoa("{}"), btoa("\xff")])
    expect(await why({ header })).toMatch(/^400 The header/);
  expect(await kept()).toEqual([]);
});

test("no more waits to be sent than an organization may keep", async () => {
  const { said } = await send();
  await asSystem((sql) =>
    sql.query("update message_media set size = 100 * 1048576 where message_id = $1", [said.messageId ?? ""]),
  );
  expect(await send()).toMatchObject({
    status: 429,
    said: { message: expect.stringMatching(/^More than 100 MiB/) as string },
  });
  await asSystem((sql) => sql.query("update messages set status = 'Sent' where id = $1", [said.messageId ?? ""]));
  expect((await send()).status).toBe(200);
});
