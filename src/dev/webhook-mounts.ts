import http from "node:http";
import type { AddressInfo } from "node:net";
import { handleWebhook } from "@/whatsapp/server/handle-webhook";
import { webhookPath, webhookRequest } from "@/whatsapp/server/node-mount";

/** One webhook request, as Meta or somebody else may make it. */
export type Send = (
  path: string,
  init?: { method?: string; body?: Uint8Array | string; signature?: string },
) => Promise<Response>;

/** The webhook on node:http, as the front has it. */
export async function openNodeMount(): Promise<{ send: Send; url: string; close(): void }> {
  const server = http.createServer((request, response) => {
    const path = webhookPath(request.url ?? "/");
    if (!path) return void response.writeHead(404).end();
    void handleWebhook(webhookRequest(request, path)).then((answer) => {
      response.writeHead(answer.status, answer.headers).end(request.method === "HEAD" ? undefined : answer.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, send: (path, init) => fetch(url + path, requestOf(init)), close: () => void server.close() };
}

/** The webhook as Next's route handler. */
export const sendToRoute: Send = async (path, init) => {
  const route = await import("@/app/api/webhooks/whatsapp/[[...key]]/route");
  const method = (init?.method ?? (init?.body === undefined ? "GET" : "POST")) as "GET";
  const key = webhookPath(path)?.key;
  const request = new Request(`http://127.0.0.1${path}`, requestOf(init));
  return route[method](request, { params: Promise.resolve(key ? { key: [key] } : {}) });
};

function requestOf(init: Parameters<Send>[1]): RequestInit {
  const { method, body, signature } = init ?? {};
  return {
    method: method ?? (body === undefined ? "GET" : "POST"),
    redirect: "manual",
    ...(body !== undefined && { body: typeof body === "string" ? body : Buffer.from(body) }),
    headers: signature === undefined ? {} : { "x-hub-signature-256": signature },
  };
}
