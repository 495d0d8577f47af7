import net from "node:net";
import { afterAll, expect, test, vi } from "vitest";

// Everything here reaches the database over a line that can be cut, or made to say nothing.
const sockets = new Set<net.Socket>();
const real = new URL(process.env["DATABASE_URL"] ?? "");
const [realPort, realHost] = [Number(real.port), real.hostname];
let isMute = false;
const line = net.createServer((socket) => {
  sockets.add(socket.on("error", () => socket.destroy()));
  if (isMute) return;
  const onward = net.connect(realPort, realHost);
  sockets.add(onward.on("error", () => socket.destroy()));
  onward.on("close", () => socket.destroy());
  socket.on("close", () => onward.destroy());
  socket.pipe(onward).pipe(socket);
});
const listen = (port: number) => new Promise<void>((resolve) => line.listen(port, "127.0.0.1", resolve));
await listen(0);
const { port } = line.address() as net.AddressInfo;
vi.stubEnv("DATABASE_URL", Object.assign(real, { hostname: "127.0.0.1", port: String(port) }).href);
const { GET } = await import("./route");
const { closePool, pool } = await import("@/platform/db/pool");

const cut = () => {
  for (const socket of sockets) socket.destroy();
  sockets.clear();
};
const down = () => {
  cut();
  return new Promise((resolve) => line.close(resolve));
};
afterAll(async () => {
  void closePool();
  await down();
});

const ask = async () => {
  const start = performance.now();
  const response = await GET();
  return { code: response.status, body: (await response.json()) as object, ms: performance.now() - start };
};

test("a database that is stopped is down at once with 503, and well again when it is back", async () => {
  expect(await ask()).toMatchObject({ code: 200, body: { status: "ok" } });
  await down();
  const stopped = await ask();
  expect(stopped).toMatchObject({ code: 503, body: { status: "down", database: "down", oldestWaitingSeconds: null } });
  expect(stopped.ms).toBeLessThan(1_000);
  await listen(port);
  await expect.poll(async () => (await ask()).body).toMatchObject({ status: "ok", database: "ok" });
});

test("a database that says nothing is down within 5 s, and those who ask together take one connection", async () => {
  isMute = true;
  cut();
  const answers = await Promise.all(Array.from({ length: 30 }, ask));
  for (const { code, ms } of answers) {
    expect(code).toBe(503);
    expect(ms).toBeLessThan(5_000);
  }
  expect(pool().totalCount + pool().waitingCount).toBeLessThanOrEqual(1);
});
