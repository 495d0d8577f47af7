import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { ZodError } from "zod";
import { AppError, type AppErrorCode } from "@/platform/errors";
import type { GraphEmulator } from "../graph/graph-emulator";
import { phoneApi } from "./api";
import { isOwn } from "./guard";
import { live, type Live } from "./live";
import { answerMedia } from "./media-answer";
import { type PageFile, pageFiles } from "./page-files";

export interface PhoneOptions {
  graph: GraphEmulator;
  host?: string;
  port?: number;
}

interface Parts {
  graph: GraphEmulator;
  files: Map<string, PageFile>;
  api: ReturnType<typeof phoneApi>;
  events: Live;
}

/** A file of 16 MB, in base64, with room for its names. */
const MAX_BODY = 22 * 1024 * 1024;
const HEADERS = {
  "cache-control": "no-store",
  "content-security-policy":
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: http: https:; media-src 'self' blob: http: https:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
};

/** A page from which a customer writes to the businesses of the Graph emulator. */
export async function startPhone({ graph, host = "127.0.0.1", port = 0 }: PhoneOptions) {
  const parts: Parts = { graph, files: await pageFiles(), api: phoneApi(graph), events: live(graph) };
  const server = createServer((request, response) => {
    for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
    if (!isOwn(request, host, (server.address() as AddressInfo).port)) {
      answer(response, 403, { error: "Only this machine's own page may ask." });
      return;
    }
    serve(request, response, parts).catch((cause: unknown) => refuse(response, cause));
  });
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(port, host, resolve));
  return {
    url: `http://${host}:${(server.address() as AddressInfo).port}`,
    async close() {
      parts.events.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function serve(request: IncomingMessage, response: ServerResponse, parts: Parts) {
  const { pathname, searchParams: query } = new URL(request.url ?? "/", "http://phone");
  const [, folder = "", id = ""] = /^(\/api\/\w+\/)(\w+)$/.exec(pathname) ?? [];
  const asked = `${request.method ?? ""} ${pathname}`;
  const file = request.method === "GET" ? parts.files.get(pathname) : undefined;
  const media = asked.startsWith("GET /api/media/") ? parts.graph.file(id) : undefined;
  const handler = parts.api[asked] ?? parts.api[`${request.method ?? ""} ${folder}*`];
  if (file) response.writeHead(200, { "content-type": file.type }).end(file.bytes);
  else if (media) answerMedia(response, media);
  else if (asked === "GET /api/events") parts.events.join(response);
  else if (handler) answer(response, 200, await handler({ body: await readJson(request), query, id }));
  else answer(response, 404, { error: "There is nothing here." });
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY) throw new SyntaxError("too much");
    chunks.push(chunk);
  }
  return size === 0 ? undefined : JSON.parse(Buffer.concat(chunks).toString());
}

const STATUSES: Partial<Record<AppErrorCode, number>> = { "not-found": 404, conflict: 409 };

function refuse(response: ServerResponse, cause: unknown): void {
  if (cause instanceof AppError) answer(response, STATUSES[cause.code] ?? 400, { error: cause.message });
  else if (cause instanceof ZodError) answer(response, 400, { error: cause.issues[0]?.message ?? "That cannot be." });
  else if (cause instanceof SyntaxError) answer(response, 400, { error: "That is no JSON of a fitting size." });
  else {
    console.error("Phone:", cause);
    answer(response, 500, { error: cause instanceof Error ? cause.message : "Something went wrong." });
  }
}

function answer(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json; charset=utf-8" }).end(JSON.stringify(body));
}
