import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import type { Emulation } from "../emulation";
import type { FaultDesk } from "../faults";
import { SENT_STATUSES } from "../webhook/sent-status";

const Fault = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("error"),
    code: z.int(),
    status: z.int().min(200).max(599).exactOptional(),
    subcode: z.int().exactOptional(),
    details: z.string().exactOptional(),
  }),
  z.strictObject({ kind: z.literal("empty"), status: z.int().min(200).max(599) }),
  z.strictObject({ kind: z.literal("slow"), ms: z.number().min(0) }),
  z.strictObject({ kind: z.literal("cut"), accepted: z.boolean() }),
]);
const share = z.number().min(0).max(1).exactOptional();
const times = z.int().min(1).exactOptional();
const word = z.string().exactOptional();
const flag = z.boolean().exactOptional();
const lateMs = z.number().min(0).exactOptional();

const Wanted = z.strictObject({
  sends: z.array(z.strictObject({ fault: Fault, times, share, to: word, type: word, phoneNumberId: word })).default([]),
  calls: z.array(z.strictObject({ fault: Fault, times, share, path: word })).default([]),
  statuses: z
    .strictObject({
      lateMs,
      early: flag,
      double: flag,
      shuffled: flag,
      missing: z.array(z.enum(SENT_STATUSES)).exactOptional(),
      failed: z.int().exactOptional(),
      share,
    })
    .optional(),
  webhooks: z.strictObject({ lateMs, double: flag, batchMs: lateMs, shuffled: flag, share }).optional(),
});

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
    const wanted = Wanted.safeParse(await jsonIn(request));
    if (!wanted.success) return refused(400, z.prettifyError(wanted.error));
    set(faults, wanted.data);
  } else if (request.method !== "GET") return refused(405, "GET, POST or DELETE.");
  return { status: 200, body: faults.waiting() };
}

function set(desk: FaultDesk, { sends, calls, statuses, webhooks }: z.infer<typeof Wanted>): void {
  for (const { fault, ...scope } of sends) desk.sends(fault, scope);
  for (const { fault, ...scope } of calls) desk.calls(fault, scope);
  if (statuses !== undefined) desk.statuses(statuses);
  if (webhooks !== undefined) desk.webhooks(webhooks);
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
