import net from "node:net";
import { once } from "node:events";
import pg from "pg";
import { expect, test, vi } from "vitest";
import { ring } from "./alarm-bell";

test("while the database is away it is called once a second, not more and more often", async () => {
  const calls: number[] = [];
  const away = net.createServer((socket) => {
    calls.push(performance.now());
    socket.destroy();
  });
  away.listen(0, "127.0.0.1");
  await once(away, "listening");
  const { port } = away.address() as net.AddressInfo;
  vi.stubEnv("DIRECT_DATABASE_URL", `postgres://nobody:none@127.0.0.1:${port}/nothing`);
  vi.resetModules();
  const { hear } = await import("./alarm-bell");
  const stop = hear(() => undefined);
  await vi.waitFor(() => expect(calls.length).toBeGreaterThanOrEqual(4), 10_000);
  await stop();
  away.close();
  const [first = 0, , , fourth = 0] = calls;
  expect(fourth - first).toBeGreaterThan(2_500);
});

test("other processes are told at once, and once more when more was woken meanwhile", async () => {
  const client = new pg.Client(process.env["DATABASE_URL"]);
  await client.connect();
  const heard: string[] = [];
  client.on("notification", ({ payload = "" }) => heard.push(payload));
  await client.query("listen recado_lanes");
  for (let time = 0; time < 5; time++) ring();
  await vi.waitFor(() => expect(heard).toHaveLength(2), 10_000);
  await client.query("notify recado_lanes, 'the end'");
  await vi.waitFor(() => expect(heard).toEqual(["", "", "the end"]), 10_000);
  await client.end();
});
