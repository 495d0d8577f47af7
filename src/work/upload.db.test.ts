import { afterAll, afterEach, beforeEach, expect, test, vi } from "vitest";
import { startGraph } from "@/dev/graph/server";
import { SAMPLES } from "@/dev/graph/media-sample";
import { makeMember } from "@/dev/member";
import { setStage, workAll, type Stage } from "@/dev/stage";
import { openNodeMount } from "@/dev/webhook-mounts";
import { readThread } from "@/conversation/server/read-thread";
import { sendAgain } from "@/conversation/server/send-again";
import { sendFile } from "@/conversation/server/send-file";
import { sendMessage } from "@/conversation/server/send-message";
import { asSystem } from "@/platform/db/as-system";
import { inOrganization, sqlInOrganization } from "@/platform/db/in-organization";
import { newId } from "@/platform/id";
import { claim } from "@/platform/lanes/claim";
import { drain } from "@/platform/lanes/drain";
import type { Lane } from "@/platform/lanes/lane";
import { laneKinds } from ".";
import { settleUpload } from "./settle-upload";
import { takeUpload, type FileToUpload } from "./take-upload";
import { uploadFile } from "./upload-file";

const graph = await startGraph({ apps: [], numbers: [], window: false });
vi.stubEnv("META_GRAPH_URL", graph.url);
const front = await openNodeMount();
const uploads = vi.spyOn(graph.media, "keep");

let stage: Stage;
let who: { conversationId: string; organizationId: string; userId: string };
beforeEach(async () => {
  stage = await setStage(graph, front);
  await stage.says("hello");
  await workAll();
  const [conversation] = await ofStage<{ id: string }>("select id from conversations where organization_id = $1");
  const { organizationId } = stage;
  const { userId } = await makeMember(organizationId, "agent");
  who = { conversationId: conversation!.id, organizationId, userId };
  uploads.mockClear();
});
afterEach(() => graph.faults.clear());
afterAll(async () => {
  await graph.close();
  front.close();
});

const PHOTO = SAMPLES.image().bytes;
const ofStage = <Row>(statement: string) => asSystem((sql) => sql.query<Row>(statement, [stage.organizationId]));
const sends = (more: { name?: string; caption?: string; bytes?: Uint8Array; clientId?: string } = {}) =>
  sqlInOrganization(stage.organizationId, (sql) =>
    sendFile(sql, {
      ...who,
      ...{ clientId: newId(), bytes: PHOTO, name: "cat.jpg", caption: null, asSticker: false },
      ...more,
    }),
  );
const says = (text: string) =>
  sqlInOrganization(stage.organizationId, (sql) =>
    sendMessage(sql, { ...who, clientId: newId(), message: { kind: "text", text } }),
  );
const sent = () =>
  graph
    .sent({ phoneNumberId: stage.phoneNumberId })
    .map(({ type, body }) => [type, body[type] as { id?: string }] as const);
const statuses = async () => (await stage.messages()).slice(1).map(({ status }) => status);
const uploading = () => `${stage.phoneNumberId}/media`;
const works = (check: () => Promise<void> | void) =>
  vi.waitFor(async () => {
    await workAll();
    await check();
  }, 10_000);
/** The gap until the next try is over. */
async function later(): Promise<void> {
  await ofStage(
    "update messages set next_attempt_at = now() where organization_id = $1 and next_attempt_at is not null",
  );
  await ofStage("update lanes set wake_at = now() where organization_id = $1");
  await workAll();
}

test("a file is uploaded and sent by its id, and the thread shows it at once", async () => {
  await sends({ caption: "Look" });
  const { messages } = await inOrganization(stage.organizationId, (db) => readThread(db, who));
  expect(messages.at(-1)).toMatchObject({
    type: "image",
    content: "Look",
    body: { kind: "media", mediaType: "image", source: { file: "kept" }, caption: "Look" },
    media: { state: "kept", width: 160, height: 120, size: PHOTO.length },
  });
  await works(async () => expect(await statuses()).toEqual(["Delivered"]));
  const upload = uploads.mock.results[0]?.value as { id: string; bytes: Buffer };
  expect(sent()).toEqual([["image", { id: upload.id, caption: "Look" }]]);
  expect(upload.bytes.equals(PHOTO)).toBe(true);
});

test("a document is sent with its name", async () => {
  await sends({ bytes: SAMPLES.document().bytes, name: "plan.pdf" });
  await works(() => expect(sent()).toMatchObject([["document", { filename: "plan.pdf" }]]));
});

test("the same client id again sends nothing", async () => {
  const clientId = newId();
  const [first, second] = [await sends({ clientId }), await sends({ clientId })];
  expect(second).toEqual({ messageId: first.messageId, isNew: false, changes: [] });
  await works(() => expect(sent()).toHaveLength(1));
  expect(uploads).toHaveBeenCalledTimes(1);
});

test("what is said after a file waits for it, and what the customer says meanwhile does not", async () => {
  graph.faults.calls({ kind: "slow", ms: 1_500 }, { path: uploading() });
  await sends();
  await says("That was a cat");
  const working = workAll();
  await vi.waitFor(() => expect(uploads).toHaveBeenCalled());
  await stage.says("nice!");
  await drain({ conversation: laneKinds["conversation"]! }, { deadline: Date.now() + 1_000, concurrency: 1 });
  expect((await stage.messages()).at(-1)).toMatchObject({ sender: "contact", content: "nice!" });
  expect(sent()).toEqual([]);
  await working;
  await works(() => expect(sent().map(([type]) => type)).toEqual(["image", "text"]));
});

test("a send that is refused for now goes again without a second upload", async () => {
  graph.faults.sends({ kind: "error", code: 131016 });
  await sends();
  await workAll();
  expect(await statuses()).toEqual(["Pending"]);
  await later();
  await works(async () => expect(await statuses()).toEqual(["Delivered"]));
  expect(uploads).toHaveBeenCalledTimes(1);
});

test.each([
  ["no answer", { kind: "empty", status: 502 }],
  ["a cut after it was taken", { kind: "cut", accepted: true }],
  ["Meta's passing troubles", { kind: "error", code: 131016 }],
] as const)("an upload with %s is done again after a while, and the message leaves once", async (_, fault) => {
  graph.faults.calls(fault, { path: uploading() });
  await sends();
  await says("after it");
  await workAll();
  expect([await statuses(), sent()]).toEqual([["Pending", "Pending"], []]);
  await later();
  await works(() => expect(sent().map(([type]) => type)).toEqual(["image", "text"]));
});

test("an upload that never succeeds fails its message, and the next one leaves", async () => {
  graph.faults.calls({ kind: "empty", status: 502 }, { path: uploading(), times: 6 });
  await sends();
  await says("after it");
  await workAll();
  for (let n = 0; n < 5; n++) await later();
  await works(async () => expect(await statuses()).toEqual(["Failed", "Delivered"]));
  expect((await stage.messages())[1]!.error?.title).toMatch(/Meta could not be reached/);
});

test("an upload that Meta refuses fails its message in Meta's words, and the next one leaves", async () => {
  graph.faults.calls({ kind: "error", code: 131053, details: "Unreadable image" }, { path: uploading() });
  await sends();
  await says("after it");
  await works(async () => expect(await statuses()).toEqual(["Failed", "Delivered"]));
  expect((await stage.messages())[1]!.error).toMatchObject({ code: 131053, details: "Unreadable image" });
});

test("a token that Meta does not accept for an upload stops the connection, and repair lets it go on", async () => {
  graph.faults.calls({ kind: "error", code: 190 }, { path: uploading() });
  await sends();
  await workAll();
  const connection = "whatsapp_connections where organization_id = $1";
  expect(await ofStage(`select health from ${connection}`)).toEqual([{ health: "unhealthy" }]);
  await later();
  expect([await statuses(), uploads.mock.calls]).toEqual([["Pending"], []]);
  await ofStage("update whatsapp_connections set health = 'healthy' where organization_id = $1");
  await later();
  await works(async () => expect(await statuses()).toEqual(["Delivered"]));
});

test("a file that Meta has not any more is uploaded once more, and then sent", async () => {
  graph.faults.sends({ kind: "error", code: 131016 });
  await sends();
  await workAll();
  const first = uploads.mock.results[0]!.value as { id: string };
  graph.media.expire(first.id);
  await later();
  await works(async () => expect(await statuses()).toEqual(["Delivered"]));
  expect(uploads).toHaveBeenCalledTimes(2);
  expect(sent()[0]![1].id).not.toBe(first.id);
});

test("a file that Meta never has is not uploaded for ever", async () => {
  graph.faults.sends({ kind: "error", code: 131053 }, { times: 10 });
  await sends();
  await works(async () => expect(await statuses()).toEqual(["Failed"]));
  expect(uploads).toHaveBeenCalledTimes(2);
});

test("an upload that is nearly 30 days old, or another number's, is made anew", async () => {
  for (const change of ["uploaded_at = now() - interval '29 days 1 hour'", "uploaded_for = 'another'"]) {
    uploads.mockClear();
    graph.faults.sends({ kind: "error", code: 131016 });
    await sends();
    await workAll();
    await ofStage(`update message_media set ${change} where organization_id = $1`);
    await later();
    await works(async () => expect((await statuses()).at(-1)).toBe("Delivered"));
    expect(uploads).toHaveBeenCalledTimes(2);
  }
});

/** An upload by hand, up to the call: a worker can die before and behind it. */
async function begin(): Promise<{ lane: Lane; upload: FileToUpload }> {
  await sends();
  await drain({ conversation: laneKinds["conversation"]! }, { deadline: Date.now() + 5_000, concurrency: 1 });
  const [lane] = await claim({ media: { handicap: 0 } }, 1);
  const taken = await takeUpload(lane!);
  return { lane: lane!, upload: taken!.upload! };
}
async function dies(): Promise<void> {
  await ofStage("update lanes set lease_until = '-infinity' where organization_id = $1 and lease is not null");
  await later();
}

test("a worker that dies with the file in its hands is followed by one that uploads it again", async () => {
  const { upload } = await begin();
  await uploadFile(upload);
  await dies();
  await works(async () => expect(await statuses()).toEqual(["Delivered"]));
  expect(uploads).toHaveBeenCalledTimes(2);
  expect(sent()).toHaveLength(1);
});

test("a worker that dies between the upload and the send is followed by one that sends only", async () => {
  const { lane, upload } = await begin();
  await settleUpload(lane, upload, await uploadFile(upload));
  const [paid] = await ofStage<object>("select paid_off_at as at from conversations where organization_id = $1");
  expect(paid).toEqual({ at: null });
  await dies();
  await works(async () => expect(await statuses()).toEqual(["Delivered"]));
  expect(uploads).toHaveBeenCalledTimes(1);
  expect(sent()).toHaveLength(1);
});

test("a send that was cut is not repeated, whatever its file", async () => {
  graph.faults.sends({ kind: "cut", accepted: true });
  graph.faults.statuses({ lateMs: 300 });
  await sends();
  await workAll();
  expect(await statuses()).toEqual(["Unknown"]);
  await works(async () => expect(await statuses()).toEqual(["Delivered"]));
  expect([uploads.mock.calls.length, sent().length]).toEqual([1, 1]);
});

test("only what failed is said once more", async () => {
  const { messageId } = await sends();
  const again = { ...who, messageId, clientId: newId() };
  await expect(sqlInOrganization(stage.organizationId, (sql) => sendAgain(sql, again))).rejects.toThrow(
    "no failed message",
  );
});

test("what failed is said once more with its file, while that is kept", async () => {
  graph.faults.calls({ kind: "error", code: 131053 }, { path: uploading() });
  const { messageId } = await sends({ caption: "Look" });
  await works(async () => expect(await statuses()).toEqual(["Failed"]));
  const again = () =>
    sqlInOrganization(stage.organizationId, (sql) => sendAgain(sql, { ...who, messageId, clientId: newId() }));
  await again();
  await works(async () => expect(await statuses()).toEqual(["Failed", "Delivered"]));
  expect(sent()).toMatchObject([["image", { caption: "Look" }]]);
  expect((uploads.mock.results[0]?.value as { bytes: Buffer }).bytes.equals(PHOTO)).toBe(true);
  await ofStage("update message_media set state = 'dropped', bytes = null where organization_id = $1");
  await expect(again()).rejects.toThrow("Its file is not kept here any more: attach it again.");
  expect(await statuses()).toHaveLength(2);
});
