import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { NUMBER, startScene, type Scene } from "@/dev/graph/scene";
import { readMedia, uploadMedia } from "./graph";

let scene: Scene;
beforeAll(async () => {
  scene = await startScene();
  Object.assign(process.env, {
    DATABASE_URL: "postgresql://127.0.0.1/none",
    APP_URL: "http://127.0.0.1",
    AUTH_SECRET: "secret",
    ENCRYPTION_KEYS: `k1:${Buffer.alloc(32).toString("base64")}`,
    PUSHER_APP_ID: "1",
    PUSHER_KEY: "key",
    PUSHER_SECRET: "secret",
    PUSHER_HOST: "127.0.0.1",
    META_GRAPH_URL: scene.graph.url,
  });
});
beforeEach(() => scene.graph.faults.clear());
afterAll(() => scene.close());

const BYTES = Buffer.from("not much of a picture");
const upload = (more: { phoneNumberId?: string; accessToken?: string; timeoutMs?: number } = {}) => {
  const { timeoutMs, ...other } = more;
  return uploadMedia({
    connection: { ...NUMBER, ...other },
    file: new Blob([BYTES]),
    mimeType: "image/png",
    filename: "año.png",
    ...(timeoutMs !== undefined && { timeoutMs }),
  });
};
const path = `${NUMBER.phoneNumberId}/media`;

test("a file that is given to Meta has an id of the number's", async () => {
  const given = await upload();
  if (given.kind !== "uploaded") throw new Error(given.kind);
  expect(await readMedia(NUMBER, given.mediaId)).toMatchObject({
    kind: "read",
    media: { mimeType: "image/png", size: BYTES.length },
  });
});

test("what Meta refuses is read as in every call", async () => {
  scene.graph.faults.calls({ kind: "error", code: 131053, details: "Too many frames" }, { path });
  expect(await upload()).toMatchObject({ kind: "refused", error: { code: 131053, details: "Too many frames" } });
  expect(await upload({ accessToken: "another" })).toMatchObject({ kind: "refused", error: { code: 190 } });
  expect(await upload({ phoneNumberId: "5" })).toMatchObject({ kind: "refused", error: { code: 100 } });
});

test("without an answer nobody knows", async () => {
  scene.graph.faults.calls({ kind: "empty", status: 502 }, { path });
  expect(await upload()).toMatchObject({ kind: "unknown" });
  scene.graph.faults.calls({ kind: "cut", accepted: true }, { path });
  expect(await upload()).toMatchObject({ kind: "unknown" });
  scene.graph.faults.calls({ kind: "slow", ms: 2_000 }, { path });
  expect(await upload({ timeoutMs: 50 })).toEqual({ kind: "unknown", why: "TimeoutError" });
});
