import { once } from "node:events";
import http, { type Agent, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { leave } from "./leave";

async function open(answer: http.RequestListener = (_, response) => response.end("ok")) {
  const server = http.createServer(answer);

  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}

/** The status and whether the connection is told to close; an error's code when there is no answer. */
function ask(server: Server, agent?: Agent): Promise<[status: number | undefined, connection: string | undefined]> {
  const { port } = server.address() as AddressInfo;
  return new Promise((resolve, reject) => {
    http
      .get({ port, host: "127.0.0.1", ...(agent && { agent }) }, (response: IncomingMessage) => {
        response.resume().once("end", () => resolve([response.statusCode, response.headers.connection]));
      })
      .once("error", reject);
  });
}

test("who holds a connection has one more answer, which says that it is the last", async () => {
  const server = await open();
  const agent = new http.Agent({ keepAlive: true });
  expect(await ask(server, agent)).toEqual([200, "keep-alive"]);
  const left = leave(server);
  expect(await ask(server, agent)).toEqual([200, "close"]);
  await left;
  expect(server.listening).toBe(false);
});

test("who comes anew while others still leave is let in", async () => {
  const server = await open();
  const idle = new http.Agent({ keepAlive: true });
  await ask(server, idle);
  const left = leave(server);
  expect(await ask(server)).toEqual([200, "close"]);
  idle.destroy();
  await left;
  expect(server.listening).toBe(false);
});

test("an answer that is under way is finished", async () => {
  const server = await open((_, response) => void setTimeout(() => response.end("ok"), 100));
  const asked = ask(server);
  await once(server, "request");
  const left = leave(server);
  expect((await asked)[0]).toBe(200);
  await left;
});

test("who does nothing with a connection is not waited for longer than two seconds", async () => {
  const server = await open();
  const agent = new http.Agent({ keepAlive: true });
  await ask(server, agent);
  const began = Date.now();
  await leave(server);
  expect(Date.now() - began).toBeLessThan(3_000);
});
