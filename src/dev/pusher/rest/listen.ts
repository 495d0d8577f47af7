import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { LIMITS } from "../limits";
import { tooLarge, type Answer } from "./answer";
import { readCall, type Call } from "./call";

/** Joins the REST side to node:http. */
export const restListener =
  (answer: (call: Call) => Answer): RequestListener =>
  (request, response) => {
    void respond(request, response, answer).catch(() => response.destroy());
  };

async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  answer: (call: Call) => Answer,
): Promise<void> {
  const body = await readBody(request);
  const answered = body
    ? answer(readCall(request.method ?? "GET", request.url ?? "/", body))
    : tooLarge("The request is too large");
  const isText = "reason" in answered;
  const text = isText ? `${answered.reason}\n` : JSON.stringify(answered.body);
  response.writeHead(answered.status, { "content-type": isText ? "text/plain" : "application/json" });
  response.end(text);
}

async function readBody(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= LIMITS.requestBytes) chunks.push(chunk);
  }
  return size <= LIMITS.requestBytes ? Buffer.concat(chunks) : null;
}
