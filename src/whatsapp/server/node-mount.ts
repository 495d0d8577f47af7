import type http from "node:http";
import { LARGEST_BODY, type WebhookRequest } from "./handle-webhook";

export interface WebhookPath {
  readonly key: string | null;
  readonly query: URLSearchParams;
}

const PATH = /^(?:\/webhook|\/api\/webhooks\/whatsapp(?:\/([^/]+))?)\/?$/;

/** The parts of a webhook's URL; null when the URL is somebody else's. */
export function webhookPath(url: string): WebhookPath | null {
  const queryAt = url.indexOf("?");
  const found = PATH.exec(queryAt === -1 ? url : url.slice(0, queryAt));
  return found && { key: found[1] ?? null, query: new URLSearchParams(queryAt === -1 ? "" : url.slice(queryAt)) };
}

/** A request of node:http as the webhook handler takes it. */
export function webhookRequest(request: http.IncomingMessage, { key, query }: WebhookPath): WebhookRequest {
  return {
    method: request.method ?? "GET",
    key,
    query,
    header: (name) => {
      const value = request.headers[name];
      return typeof value === "string" ? value : null;
    },
    readBody: () => readBody(request),
  };
}

async function readBody(request: http.IncomingMessage): Promise<Uint8Array | null> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    // The rest is read and dropped: a sender that is cut off never sees the answer.
    if (length <= LARGEST_BODY) chunks.push(chunk);
    else chunks.length = 0;
  }
  return length > LARGEST_BODY ? null : Buffer.concat(chunks);
}
