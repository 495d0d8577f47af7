import http from "node:http";
import net, { type AddressInfo } from "node:net";
import { handleWebhook } from "@/whatsapp/server/handle-webhook";
import { webhookPath, webhookRequest } from "@/whatsapp/server/node-mount";

/** One webhook request, as Meta or somebody else may make it. */
export type Send = (
  path: string,
  init?: { method?: string; body?: Uint8Array | string; signature?: string },
) => Promise<Response>;

/** A way to the webhook. */
export interface Mount {
  readonly send: Send;
  /** A POST whose sender goes away before the end of the body. */
  readonly breakOff: (path: string) => Promise<void>;
}

/** The webhook on node:http, as the front has it. */
export async function openNodeMount(): Promise<Mount & { url: string; close(): void }> {
  const server = http.createServer((request, response) => {
    const path = webhookPath(request.url ?? "/");
    if (!path) return void response.writeHead(404).end();
    void handleWebhook(webhookRequest(request, path)).then((answer) => {
      response.writeHead(answer.status, answer.headers).end(request.method === "HEAD" ? undefined : answer.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    send: (path, init) => fetch(url + path, requestOf(init)),
    breakOff: (path) =>
      new Promise((resolve) => {
        const socket = net.connect(port, "127.0.0.1").resume().once("close", resolve);
        socket.end(`POST ${path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99\r\n\r\n{"entry":`);
      }),
    close: () => void server.close(),
  };
}

/** The webhook as Next's route handler. */
export const routeMount: Mount = {
  send: (path, init) => toRoute(path, requestOf(init)),
  breakOff: async (path) => {
    const body = new ReadableStream({ start: (stream) => stream.error(new Error("The sender went away")) });
    await toRoute(path, { method: "POST", body, duplex: "half" });
  },
};

async function toRoute(path: string, init: RequestInit & { method: string; duplex?: "half" }): Promise<Response> {
  const route = await import("@/app/api/webhooks/whatsapp/[[...key]]/route");
  const request = new Request(`http://127.0.0.1${path}`, init);
  const key = webhookPath(path)?.key;
  // Next decodes what it hands over.
  return route[init.method as "GET"](request, {
    params: Promise.resolve(key ? { key: [decodeURIComponent(key)] } : {}),
  });
}

function requestOf(init: Parameters<Send>[1]): RequestInit & { method: string } {
  const { method, body, signature } = init ?? {};
  return {
    method: method ?? (body === undefined ? "GET" : "POST"),
    redirect: "manual",
    ...(body !== undefined && { body: typeof body === "string" ? body : Buffer.from(body) }),
    headers: signature === undefined ? {} : { "x-hub-signature-256": signature },
  };
}
