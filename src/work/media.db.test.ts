import { createHash } from "node:crypto";
import { afterAll, beforeEach, expect, test, vi } from "vitest";
import { startGraph } from "@/dev/graph/server";
import { openWeb } from "@/dev/local-web";
import { setStage, workAll, type Stage } from "@/dev/stage";
import { openNodeMount } from "@/dev/webhook-mounts";
import type { CustomerContent } from "@/dev/graph/webhook/customer-content";
import { mergeContacts } from "@/conversation/server/merge-contacts";
import { readThread } from "@/conversation/server/read-thread";
import { asSystem } from "@/platform/db/as-system";
import { inOrganization, sqlInOrganization } from "@/platform/db/in-organization";
import { claim } from "@/platform/lanes/claim";
import { drain } from "@/platform/lanes/drain";
import { LeaseLost, type Lane } from "@/platform/lanes/lane";
import { verifyConnection } from "@/whatsapp/server/verify-connection";
import { laneKinds } from ".";
import { fetchFile } from "./fetch-file";
import { settleMedia } from "./settle-media";
import { takeMedia, type MediaToFetch } from "./take-media";
import { ensureUpkeep } from "./upkeep";

const graph = await startGraph({ apps: [], numbers: [], window: false });
vi.stubEnv("META_GRAPH_URL", graph.url);
vi.stubEnv("MEDIA_MAX_MIB", "1");
const front = await openNodeMount();
const stranger = await openWeb();

let stage: Stage;
beforeEach(async () => {
  graph.media.clear();
  stranger.heard.length = 0;
  // What another test left waiting would be claimed in this one.
  await asSystem((sql) => sql.query("delete from lanes where kind = 'media'"));
  stage = await setStage(graph, front);
});
afterAll(async () => {
  await graph.close();
  front.close();
  stranger.close();
});

type Media = Extract<CustomerContent, { media: unknown }>["media"];

const PHOTO = Buffer.from("the bytes of a photo");
const ofStage = <Row>(statement: string) => asSystem((sql) => sql.query<Row>(statement, [stage.organizationId]));
const sends = (media: Media) =>
  graph.customerSays({ phoneNumberId: stage.phoneNumberId, from: "491701234567", name: "Ana", media });
const sendsPhoto = () => sends({ type: "image", bytes: PHOTO, caption: "Look" });
const rows = () =>
  ofStage<Record<string, unknown>>(
    `select state, trouble, mime_type as "mimeType", size, sha256, bytes, attempts from message_media
     where organization_id = $1 order by created_at`,
  );
const wait = async () => {
  const [row] = await ofStage<{ wait: number }>(
    "select extract(epoch from next_attempt_at - now())::float8 as wait from message_media where organization_id = $1",
  );
  return row?.wait;
};
/** The gap until the next attempt is over. */
async function later(): Promise<void> {
  await ofStage("update message_media set next_attempt_at = now() where organization_id = $1 and state = 'waiting'");
  await ofStage("update lanes set wake_at = now() where organization_id = $1 and kind = 'media'");
  await workAll();
}
const revisions = () =>
  ofStage<{ conversation: number; message: number }>(
    `select c.revision as conversation, m.revision as message from messages m join conversations c on c.id = m.conversation_id
     where m.organization_id = $1`,
  );

test("what a customer sends is fetched, checked and kept", async () => {
  await sendsPhoto();
  await workAll();
  expect(await rows()).toEqual([
    {
      state: "kept",
      trouble: null,
      mimeType: "image/jpeg",
      size: PHOTO.length,
      sha256: createHash("sha256").update(PHOTO).digest("hex"),
      bytes: PHOTO,
      attempts: 1,
    },
  ]);
});

test("each kind of file is kept, and a text has none", async () => {
  for (const type of ["image", "video", "audio", "document", "sticker"] as const) await sends({ type });
  await stage.says("hello");
  await workAll();
  expect((await rows()).map(({ state, mimeType }) => [state, mimeType])).toEqual(
    ["image/jpeg", "video/mp4", "audio/ogg", "application/pdf", "image/webp"].map((type) => ["kept", type]),
  );
});

test("a screen finds the message changed once its file is here", async () => {
  await sendsPhoto();
  await drain({ conversation: laneKinds["conversation"]! }, { deadline: Date.now() + 5_000, concurrency: 1 });
  const [before] = await revisions();
  await workAll();
  const [after] = await revisions();
  expect(after?.conversation).toBeGreaterThan(before!.conversation);
  expect(after?.message).toBe(after?.conversation);
});

test("the thread shows where the file is, and how large a photo is", async () => {
  const shown = async () => {
    const [conversation] = await ofStage<{ id: string }>("select id from conversations where organization_id = $1");
    const { messages } = await inOrganization(stage.organizationId, (db) =>
      readThread(db, { conversationId: conversation!.id }),
    );
    return messages.map(({ media }) => media);
  };
  await sends({ type: "image" });
  await stage.says("hello");
  await drain({ conversation: laneKinds["conversation"]! }, { deadline: Date.now() + 5_000, concurrency: 1 });
  const nothing = { trouble: null, size: null, width: null, height: null };
  expect(await shown()).toEqual([{ ...nothing, state: "waiting" }, null]);
  await workAll();
  const size = expect.any(Number) as number;
  expect(await shown()).toEqual([{ ...nothing, state: "kept", size, width: 160, height: 120 }, null]);
});

test("an address that is over is asked for again at once", async () => {
  graph.media.fails({ kind: "expired" });
  await sendsPhoto();
  await workAll();
  expect(await rows()).toMatchObject([{ state: "kept", attempts: 1 }]);
});

test.each([
  ["no answer about the file", { kind: "status", at: "address", status: 500 }],
  ["no answer of the media host", { kind: "status", at: "bytes", status: 503 }],
  ["a connection that breaks", { kind: "cut" }],
] as const)("%s is tried again after a while", async (_, fault) => {
  graph.media.fails(fault, 2);
  await sendsPhoto();
  await workAll();
  expect(await rows()).toMatchObject([{ state: "waiting", trouble: "unreachable", bytes: null, attempts: 1 }]);
  expect(await wait()).toBeGreaterThan(2);
  await later();
  expect(await wait()).toBeGreaterThan(13);
  await later();
  expect(await rows()).toMatchObject([{ state: "kept", trouble: null, attempts: 3 }]);
});

test("content that is not what was hashed is never kept", async () => {
  graph.media.fails({ kind: "spoilt" }, 3);
  await sendsPhoto();
  await workAll();
  await later();
  await later();
  expect(await rows()).toMatchObject([{ state: "failed", trouble: "wrong-content", bytes: null, attempts: 3 }]);
});

test("the hash of the signed webhook counts beside the one that the address came with", async () => {
  const { id } = graph.media.keep({ phoneNumberId: stage.phoneNumberId, mimeType: "image/jpeg", bytes: PHOTO });
  await sends({ type: "image", id, sha256: createHash("sha256").update("another photo").digest("base64") });
  await workAll();
  expect(await rows()).toMatchObject([{ state: "waiting", trouble: "wrong-content", bytes: null }]);
});

test("a file beyond the limit is not kept, whatever Meta says of its size", async () => {
  const large = Buffer.alloc(1024 * 1024 + 1, "x");
  await sends({ type: "document", bytes: large });
  await sends({ type: "document", bytes: large.subarray(1) });
  await workAll();
  expect((await rows()).map(({ state, trouble, size }) => [state, trouble, size])).toEqual([
    ["failed", "too-large", null],
    ["kept", null, 1024 * 1024],
  ]);
});

test("a type that WhatsApp does not send as such is not kept", async () => {
  await sends({ type: "image", mimeType: "image/svg+xml", bytes: Buffer.from("<svg/>") });
  await workAll();
  expect(await rows()).toMatchObject([{ state: "failed", trouble: "wrong-type", bytes: null }]);
});

test.each(["elsewhere", "redirect"] as const)(
  "the token never leaves for a host that is not Meta's: %s",
  async (kind) => {
    graph.media.fails(kind === "elsewhere" ? { kind, url: stranger.url } : { kind, to: stranger.url });
    await sendsPhoto();
    await workAll();
    expect(await rows()).toMatchObject([{ state: "failed", trouble: "wrong-address", bytes: null }]);
    expect(stranger.heard).toEqual([]);
  },
);

test("a redirect within Meta is followed", async () => {
  const { id } = graph.media.keep({ phoneNumberId: stage.phoneNumberId, mimeType: "image/jpeg", bytes: PHOTO });
  const headers = { authorization: `Bearer ${stage.accessToken}` };
  const { url } = (await (await fetch(`${graph.url}/v26.0/${id}`, { headers })).json()) as { url: string };
  graph.media.fails({ kind: "redirect", to: url });
  await sendsPhoto();
  await workAll();
  expect(await rows()).toMatchObject([{ state: "kept", bytes: PHOTO }]);
});

test("an id that Meta does not know is given up after some tries", async () => {
  await sends({ type: "image", id: "424242424242" });
  await workAll();
  expect(await rows()).toMatchObject([{ state: "waiting", trouble: "not-found" }]);
  for (let n = 0; n < 4; n++) await later();
  expect(await rows()).toMatchObject([{ state: "failed", trouble: "not-found", attempts: 5 }]);
});

test("without a token it waits until there is one", async () => {
  await ofStage(
    "update whatsapp_connections set access_token = null where organization_id = $1 returning access_token",
  );
  await sendsPhoto();
  await workAll();
  expect(await rows()).toMatchObject([{ state: "waiting", trouble: "not-connected" }]);
});

const connection = () =>
  ofStage(
    `select health, (select count(*)::int from audit_log a where a.organization_id = w.organization_id and action = 'connection.stopped'
       and a.detail ->> 'code' = '190') as stops
     from whatsapp_connections w where organization_id = $1`,
  );

test("a token that Meta does not take any more stops the connection, and files go on once it is repaired", async () => {
  graph.setToken(stage.accessToken, { ended: "revoked" });
  await sendsPhoto();
  await sendsPhoto();
  await workAll();
  expect(await connection()).toEqual([{ health: "unhealthy", stops: 1 }]);
  const untouched = { state: "waiting", attempts: 0 };
  expect(await rows()).toMatchObject([
    { ...untouched, trouble: "refused" },
    { ...untouched, trouble: "refused" },
  ]);
  graph.setToken(stage.accessToken);
  expect(await verifyConnection(stage.organizationId, stage.connectionId)).toMatchObject({ verified: true });
  await workAll();
  expect(await rows()).toMatchObject([
    { state: "kept", attempts: 1 },
    { state: "kept", attempts: 1 },
  ]);
});

test.each([
  [1, { state: "kept", trouble: null, attempts: 1 }],
  [2, { state: "waiting", trouble: "refused", attempts: 1 }],
])("a media host that refuses the token %i times leaves it to Graph what the token is worth", async (times, row) => {
  graph.media.fails({ kind: "status", at: "bytes", status: 401 }, times);
  await sendsPhoto();
  await workAll();
  expect(await rows()).toMatchObject([row]);
  expect(await connection()).toEqual([{ health: "healthy", stops: 0 }]);
});

test("the files of a suspended organization are fetched, since Meta keeps them for a week only", async () => {
  await asSystem((sql) =>
    sql.query("update organizations set status = 'suspended' where id = $1", [stage.organizationId]),
  );
  await sendsPhoto();
  await workAll();
  expect(await rows()).toMatchObject([{ state: "kept", attempts: 1 }]);
});

test("what stops only sending holds up no customer's file", async () => {
  await ofStage("update whatsapp_connections set health = 'unhealthy' where organization_id = $1 returning id");
  await sendsPhoto();
  await workAll();
  expect(await rows()).toMatchObject([{ state: "kept", attempts: 1 }]);
});

/** Upkeep finds what is forgotten, and that is worked. */
async function tidy(): Promise<void> {
  await ensureUpkeep();
  await asSystem((sql) => sql.query("update lanes set wake_at = now() where kind = 'upkeep'"));
  await workAll();
  await workAll();
}

/** The three phases by hand: a worker can die between two of them. */
async function begin(): Promise<{ lane: Lane; media: MediaToFetch }> {
  await sendsPhoto();
  await drain({ conversation: laneKinds["conversation"]! }, { deadline: Date.now() + 5_000, concurrency: 1 });
  const [lane] = await claim({ media: { handicap: 0 } }, 1);
  const taken = await takeMedia(lane!);
  if (taken.do !== "fetch") throw new Error("there is nothing to fetch");
  return { lane: lane!, media: taken.media };
}
const dies = () =>
  ofStage("update lanes set lease_until = '-infinity' where organization_id = $1 and lease is not null");

test("a worker that dies with the file in its hands is followed by one that fetches it again", async () => {
  const { lane, media } = await begin();
  const outcome = await fetchFile(media);
  await dies();
  await workAll();
  expect(await rows()).toMatchObject([{ state: "waiting", trouble: null, attempts: 1 }]);
  await later();
  expect(await rows()).toMatchObject([{ state: "kept", attempts: 2, bytes: PHOTO }]);
  await expect(settleMedia(lane, media, outcome)).rejects.toThrow(LeaseLost);
});

test("a file that ends its process each time is given up", async () => {
  const { media } = await begin();
  await dies();
  await ofStage("update message_media set attempts = 30 where organization_id = $1");
  expect(media.attempts).toBe(1);
  await later();
  expect(await rows()).toMatchObject([{ state: "failed", trouble: "unreachable", attempts: 31 }]);
});

test("a file whose lane was lost is found by upkeep", async () => {
  await sendsPhoto();
  await drain({ conversation: laneKinds["conversation"]! }, { deadline: Date.now() + 5_000, concurrency: 1 });
  await ofStage("delete from lanes where organization_id = $1 and kind = 'media'");
  await tidy();
  expect(await rows()).toMatchObject([{ state: "kept" }]);
});

test("a file that waits follows its message into the conversation that it was merged into", async () => {
  const { phoneNumberId, organizationId } = stage;
  await graph.customerSays({ phoneNumberId, from: "491700000002", name: "Ana", text: "hello" });
  await sendsPhoto();
  await drain({ conversation: laneKinds["conversation"]! }, { deadline: Date.now() + 5_000, concurrency: 1 });
  const [from, into] = await ofStage<{ id: string }>(
    "select id from contacts where organization_id = $1 order by wa_id = '491700000002'",
  );
  await sqlInOrganization(organizationId, (sql) =>
    mergeContacts(sql, { organizationId, from: from!.id, into: into!.id }),
  );
  await tidy();
  expect(await rows()).toMatchObject([{ state: "kept" }]);
  expect((await stage.messages("491700000002")).map(({ content }) => content)).toEqual(["hello", "📷 Photo: Look"]);
});

test("another organization sees nothing of it", async () => {
  await sendsPhoto();
  await workAll();
  const other = await setStage(graph, front);
  const seen = await sqlInOrganization(other.organizationId, (sql) => sql.query("select 1 from message_media"));
  expect(seen).toEqual([]);
});
