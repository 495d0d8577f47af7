import type http from "node:http";
import { readAtMost } from "@/platform/read-at-most";
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
    readBody: () => readAtMost(LARGEST_BODY, request),
  };
}
