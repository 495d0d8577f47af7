import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, it } from "vitest";
import { APP, startScene } from "../scene";
import { startReceiver } from "../receiver";

it("uses a callback that repeats the challenge, from then on", async () => {
  const scene = await startScene();
  const other = await startReceiver("another token");
  expect(await scene.graph.setCallback(APP.appId, { url: other.url, verifyToken: "another token" })).toEqual({
    ok: true,
    status: 200,
  });
  await scene.anaSays("hola");
  expect([scene.receiver.received.length, other.received.length]).toEqual([0, 1]);
  await other.close();
  await scene.close();
});

it("keeps the old callback when the new one refuses the token, and says why", async () => {
  const scene = await startScene();
  const other = await startReceiver("another token");
  const result = await scene.graph.setCallback(APP.appId, { url: other.url, verifyToken: "wrong" });
  expect(result).toEqual({
    ok: false,
    status: 403,
    reason: "answered 403: the verify token is not the one in its settings",
  });
  await scene.anaSays("hola");
  expect([scene.receiver.received.length, other.received.length]).toEqual([1, 0]);
  await other.close();
  await scene.close();
});

it.each([
  [200, "something else", "did not answer with exactly the challenge"],
  [302, "", "answered 302 instead of 200"],
])("refuses status %i with body %j", async (status, body, reason) => {
  const scene = await startScene();
  const server = createServer((_, response) => response.writeHead(status, { location: scene.receiver.url }).end(body));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook?key=kept`;
  expect(await scene.graph.setCallback(APP.appId, { url, verifyToken: "t" })).toEqual({ ok: false, status, reason });
  await new Promise((resolve) => server.close(resolve));
  await scene.close();
});
