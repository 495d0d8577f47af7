import { createHash } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { ANA, NUMBER, type Scene, startScene } from "../scene";

let scene: Scene;
beforeAll(async () => {
  scene = await startScene();
  scene.graph.addNumber({ ...NUMBER, phoneNumberId: "3", businessAccountId: "other", accessToken: "other-token" });
});
beforeEach(() => scene.graph.media.clear());
afterAll(() => scene.close());

const { phoneNumberId, accessToken } = NUMBER;
const BYTES = Buffer.from("not much of a photo");
const HASH = createHash("sha256").update(BYTES).digest();

interface Told {
  id: string;
  url: string;
  sha256: string;
  mime_type: string;
  file_size: string;
}
const told = async (path: string) => (await (await scene.call(path)).json()) as Told;
const fetchBytes = (url: string, token = accessToken) =>
  fetch(url, { headers: { authorization: `Bearer ${token}` }, redirect: "manual" });
const keep = () => scene.graph.media.keep({ phoneNumberId, mimeType: "image/jpeg", bytes: BYTES });

it("hands over what a customer sent, under the id and the hash of the webhook", async () => {
  await scene.graph.customerSays({ phoneNumberId, from: ANA, media: { type: "image", bytes: BYTES } });
  const { image } = scene.receiver.received.at(-1)!.value.messages[0]! as { image: Record<string, string> };
  expect(image).toEqual({ mime_type: "image/jpeg", sha256: HASH.toString("base64"), id: image["id"] });
  const { url, ...rest } = await told(`${image["id"]}?phone_number_id=${phoneNumberId}`);
  expect(rest).toEqual({
    messaging_product: "whatsapp",
    mime_type: "image/jpeg",
    sha256: HASH.toString("hex"),
    file_size: String(BYTES.length),
    id: image["id"],
  });
  const answer = await fetchBytes(url);
  expect(answer.headers.get("content-type")).toBe("image/jpeg");
  expect(Buffer.from(await answer.arrayBuffer())).toEqual(BYTES);
});

it("brings a sample of each type when the customer has no file", async () => {
  for (const type of ["image", "video", "audio", "document", "sticker"] as const) {
    await scene.graph.customerSays({ phoneNumberId, from: ANA, media: { type } });
    const content = scene.receiver.received.at(-1)!.value.messages[0]![type] as { id: string; mime_type: string };
    const { mime_type, url } = await told(content.id);
    expect(mime_type).toBe(content.mime_type);
    expect((await (await fetchBytes(url)).arrayBuffer()).byteLength).toBeGreaterThan(100);
  }
});

it("opens a file to its number's token only, and says no more to others", async () => {
  const { id } = keep();
  const asked = await scene.call(id, { token: "other-token" });
  expect(await asked.json()).toMatchObject({ error: { code: 100, error_subcode: 33 } });
  expect(await told(`${id}?phone_number_id=3`)).toMatchObject({ error: { code: 100 } });
  const { url } = await told(id);
  expect((await fetchBytes(url, "other-token")).status).toBe(404);
  expect((await fetchBytes(url, "nobody")).status).toBe(401);
  expect((await fetch(url)).status).toBe(401);
  expect((await fetchBytes(url.replace(/hash=.*/, "hash=x"))).status).toBe(404);
});

it("forgets an address after five minutes", async () => {
  const { url } = await told(keep().id);
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 301_000 });
  expect((await fetchBytes(url)).status).toBe(404);
  vi.useRealTimers();
  expect((await fetchBytes(url)).status).toBe(200);
});

it("fails as it is told, as often as it is told", async () => {
  const { id } = keep();
  const { media } = scene.graph;
  media.fails({ kind: "status", at: "address", status: 500 });
  expect((await scene.call(id)).status).toBe(500);
  media.fails({ kind: "elsewhere", url: "https://elsewhere.example/x" });
  expect((await told(id)).url).toBe("https://elsewhere.example/x");
  const { url } = await told(id);
  media.fails({ kind: "expired" }, 2);
  expect([(await fetchBytes(url)).status, (await fetchBytes(url)).status]).toEqual([404, 404]);
  media.fails({ kind: "redirect", to: "https://elsewhere.example/" });
  expect((await fetchBytes(url)).headers.get("location")).toBe("https://elsewhere.example/");
  media.fails({ kind: "cut" });
  await expect(fetchBytes(url).then((answer) => answer.arrayBuffer())).rejects.toThrow();
  media.fails({ kind: "spoilt" });
  expect(await (await fetchBytes(url)).text()).toBe("?".repeat(BYTES.length));
  expect((await fetchBytes(url)).status).toBe(200);
});

it("takes no message with an upload that is over", async () => {
  const { id } = keep();
  await scene.anaSays("hello");
  const send = async () => (await scene.post({ type: "image", image: { id } })).json() as Promise<unknown>;
  expect(await send()).toHaveProperty("messages");
  scene.graph.media.expire(id);
  expect(await send()).toMatchObject({ error: { code: 131053 } });
});

it("takes an upload and hands it back", async () => {
  const form = new FormData();
  form.set("messaging_product", "whatsapp");
  form.set("type", "image/png");
  form.set("file", new File([BYTES], "a.png", { type: "image/png" }));
  const upload = (path: string) => scene.call(path, { method: "POST", body: form });
  const { id } = (await (await upload(`${phoneNumberId}/media`)).json()) as { id: string };
  const { url, mime_type } = await told(id);
  expect(mime_type).toBe("image/png");
  expect(Buffer.from(await (await fetchBytes(url)).arrayBuffer())).toEqual(BYTES);
  expect((await upload("3/media")).status).toBe(400);
  form.set("file", new File([BYTES], "a.zip", { type: "application/zip" }));
  const refused = await upload(`${phoneNumberId}/media`);
  expect(await refused.json()).toMatchObject({
    error: { code: 100, message: expect.stringContaining("'application/zip'") as string },
  });
  form.delete("file");
  expect(await (await upload(`${phoneNumberId}/media`)).json()).toMatchObject({ error: { code: 100 } });
});
