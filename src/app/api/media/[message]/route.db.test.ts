import { createHash, randomBytes } from "node:crypto";
import { encode } from "next-auth/jwt";
import { beforeAll, expect, test, vi } from "vitest";
import { addMessages, makeConversation } from "@/dev/conversation";
import { makeMember } from "@/dev/member";
import { makeTenant, type Tenant } from "@/dev/tenant";
import type { Claim } from "@/organization/server/identify";
import { asSystem } from "@/platform/db/as-system";
import { newId } from "@/platform/id";
import { GET, HEAD } from "./route";

let jar: Record<string, string> = {};
vi.mock("next/headers", () => ({
  cookies: () => Promise.resolve({ getAll: () => Object.entries(jar).map(([name, value]) => ({ name, value })) }),
}));

// More than two pieces of what is read at once.
const BYTES = randomBytes(1_200_000);
const SHA256 = createHash("sha256").update(BYTES).digest("hex");

let tenant: Tenant;
let member: Claim;
let stranger: Claim;
let messageId: string;
beforeAll(async () => {
  tenant = await makeTenant();
  member = await makeMember(tenant.organizationId, "agent");
  stranger = await makeMember((await makeTenant()).organizationId, "owner");
  messageId = await addFile({});
});

interface Given {
  mimeType?: string;
  state?: string;
  trouble?: string;
  filename?: string;
  bytes?: Buffer;
}
async function addFile({
  mimeType = "video/mp4",
  state = "kept",
  trouble,
  filename,
  bytes = BYTES,
}: Given): Promise<string> {
  const conversationId = await makeConversation(tenant);
  const media = { id: "1", mimeType, caption: null, filename: filename ?? null, voice: false };
  const nothing = { text: null, choice: null, location: null, reaction: null, repliesTo: null, group: false };
  const payload = { type: "document" as const, media, ...nothing };
  const [id = ""] = await addMessages(tenant, conversationId, [{ type: "document", payload }]);
  const kept = state === "kept";
  await asSystem((sql) =>
    sql.query(
      `insert into message_media (message_id, organization_id, conversation_id, media_id, state, trouble, mime_type, sha256, size, bytes, kept_at)
       values ($1, $2, $3, '1', $4, $5, $6, $7, $8, $9, now())`,
      [
        id,
        tenant.organizationId,
        conversationId,
        state,
        trouble ?? null,
        mimeType,
        SHA256,
        bytes.length,
        kept ? bytes : null,
      ],
    ),
  );
  return id;
}
async function ask(
  id: string,
  {
    as = member,
    headers = {},
    method = "GET",
  }: { as?: Claim | null; headers?: Record<string, string>; method?: string } = {},
): Promise<Response> {
  jar = as
    ? { "next-auth.session-token": await encode({ token: { ...as }, secret: process.env["AUTH_SECRET"] ?? "" }) }
    : {};
  const request = new Request(`http://recado.test/api/media/${id}`, { method, headers });
  return (method === "HEAD" ? HEAD : GET)(request, { params: Promise.resolve({ message: id }) });
}
const bytesOf = async (answer: Response) => Buffer.from(await answer.arrayBuffer());
const range = (value: string, more: Record<string, string> = {}) =>
  ask(messageId, { headers: { range: value, ...more } });

test("a member gets the whole file, as safely as can be", async () => {
  const answer = await ask(messageId);
  expect(answer.status).toBe(200);
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    "content-type": "video/mp4",
    "content-length": String(BYTES.length),
    "content-disposition": expect.stringMatching(/^inline; /) as string,
    "content-security-policy": expect.stringContaining("sandbox") as string,
    "x-content-type-options": "nosniff",
    "cache-control": "private, max-age=600",
    "accept-ranges": "bytes",
    etag: `"${SHA256}"`,
  });
  expect((await bytesOf(answer)).equals(BYTES)).toBe(true);
});

test("nobody else learns that it exists", async () => {
  const said = async (answer: Response) => [answer.status, await answer.text(), [...answer.headers]];
  const none = await said(await ask(newId()));
  expect(none[0]).toBe(404);
  expect(await said(await ask(messageId, { as: stranger }))).toEqual(none);
  expect(await said(await ask(messageId, { as: null }))).toEqual(none);
  expect(await said(await ask("not-an-id' or 1=1"))).toEqual(none);
  const [text = ""] = await addMessages(tenant, await makeConversation(tenant), ["hello"]);
  expect(await said(await ask(text))).toEqual(none);
});

test("who was removed gets it no more", async () => {
  const former = await makeMember(tenant.organizationId, "agent");
  expect((await ask(messageId, { as: former, method: "HEAD" })).status).toBe(200);
  await asSystem((sql) => sql.query("delete from memberships where user_id = $1", [former.userId]));
  expect((await ask(messageId, { as: former, method: "HEAD" })).status).toBe(404);
});

test("HEAD says the same without the bytes", async () => {
  const answer = await ask(messageId, { method: "HEAD", headers: { range: "bytes=0-1" } });
  expect(answer.status).toBe(200);
  expect(answer.headers.get("content-length")).toBe(String(BYTES.length));
  expect(answer.body).toBeNull();
});

test.each([
  ["bytes=0-1", 0, 1],
  ["bytes=524287-524288", 524_287, 524_288],
  ["bytes=1199990-", 1_199_990, 1_199_999],
  ["bytes=-5", 1_199_995, 1_199_999],
])("%s is that part", async (header, first, last) => {
  const answer = await range(header);
  expect(answer.status).toBe(206);
  expect(answer.headers.get("content-range")).toBe(`bytes ${first}-${last}/${BYTES.length}`);
  expect(answer.headers.get("content-length")).toBe(String(last - first + 1));
  expect(await bytesOf(answer)).toEqual(BYTES.subarray(first, last + 1));
});

test("a part beyond the end is 416, with the size", async () => {
  const answer = await range("bytes=1200000-");
  expect(answer.status).toBe(416);
  expect(answer.headers.get("content-range")).toBe("bytes */1200000");
});

test("several parts at once, and a part of another version, are the whole", async () => {
  expect((await range("bytes=0-1,4-5")).status).toBe(200);
  expect((await range("bytes=0-1", { "if-range": '"other"' })).status).toBe(200);
  expect((await range("bytes=0-1", { "if-range": `"${SHA256}"` })).status).toBe(206);
});

test("what a browser has is not sent again", async () => {
  const answer = await ask(messageId, { headers: { "if-none-match": `W/"${SHA256}"` } });
  expect([answer.status, answer.headers.get("etag"), answer.body]).toEqual([304, `"${SHA256}"`, null]);
  const foreign = await ask(messageId, { as: stranger, headers: { "if-none-match": "*" } });
  expect(foreign.status).toBe(404);
});

test.each(["image/svg+xml", "text/html", "application/pdf"])("%s is only ever saved", async (mimeType) => {
  const answer = await ask(await addFile({ mimeType, filename: "ñ.html", bytes: Buffer.from("<script>") }));
  expect(answer.headers.get("content-type")).toBe("application/octet-stream");
  expect(answer.headers.get("content-disposition")).toMatch(
    /^attachment; filename="_.html"; filename\*=UTF-8''%C3%B1.html$/,
  );
});

test("an empty file is empty", async () => {
  const answer = await ask(await addFile({ bytes: Buffer.alloc(0) }));
  expect([answer.status, answer.headers.get("content-length"), await answer.text()]).toEqual([200, "0", ""]);
});

test("what is not here says why", async () => {
  const said = async (given: Given) => {
    const answer = await ask(await addFile(given));
    return [answer.status, (await answer.text()).trim()];
  };
  expect(await said({ state: "waiting" })).toEqual([404, "Being fetched…"]);
  expect(await said({ state: "failed", trouble: "too-large" })).toEqual([404, expect.stringMatching(/^It is larger/)]);
  expect(await said({ state: "dropped" })).toEqual([410, "It was kept for a while and is gone now."]);
});
