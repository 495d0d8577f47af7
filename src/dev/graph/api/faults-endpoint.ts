import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import type { Emulation } from "../emulation";
import { addFaults, WantedFaults } from "../fault-plan";
import type { FaultDesk } from "../faults";

/**
 * `/_faults`: POST adds faults of `{sends, calls, statuses, webhooks}` to those that wait, DELETE clears them; both, and GET,
 * answer with what waits. Wants JSON, which no page of another origin can send. False when another path was asked for.
 */
export async function answerFaults(request: IncomingMessage, response: ServerResponse, { faults }: Emulation) {
  if (new URL(request.url ?? "/", "http://graph").pathname !== "/_faults") return false;
  const { status, body } = await judge(request, faults);
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  return true;
}

async function judge(request: IncomingMessage, faults: FaultDesk): Promise<{ status: number; body: object }> {
  if (request.method === "DELETE") faults.clear();
  else if (request.method === "POST") {
    if (!request.headers["content-type"]?.startsWith("application/json")) return refused(415, "Send application/json.");
    const wanted = WantedFaults.safeParse(await jsonIn(request));
    if (!wanted.success) return refused(400, z.prettifyError(wanted.error));
    addFaults(faults, wanted.data);
  } else if (request.method !== "GET") return refused(405, "GET, POST or DELETE.");
  return { status: 200, body: faults.waiting() };
}

function refused(status: number, error: string) {
  return { status, body: { error } };
}

async function jsonIn(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  try {
    return JSON.parse(Buffer.concat(chunks).toString()) as unknown;
  } catch {
    return undefined;
  }
}
