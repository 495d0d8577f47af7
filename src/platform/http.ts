import { lookup } from "node:dns/promises";
import { validateHeaderName, validateHeaderValue, type IncomingMessage } from "node:http";
import { env } from "./env";
import { codeOf, exchange, type Hop } from "./http-exchange";
import { redirected } from "./http-redirect";
import { wayTo, type Outside } from "./http-way";
import { timeFor } from "./time-left";

const MOST_REDIRECTS = 3;
const MOST_BYTES = 1024 * 1024;

export interface HttpCall extends Hop {
  /** For everything together: names, connections, redirects, the answer's body. */
  readonly timeoutMs: number;
  /** Lower-case names of headers that no other origin may get by a redirect, besides authorization and cookie. */
  readonly confidential?: readonly string[];
  /** No other origin may get the body either: a redirect there that would take it along is not followed. */
  readonly isBodyConfidential?: boolean;
}

/** What became of a call. After `refused` and `not-sent` it was not carried out where it was to go; after the others it may have been. */
export type HttpOutcome =
  | {
      readonly kind: "answered";
      readonly status: number;
      readonly contentType: string | null;
      readonly body: Uint8Array;
    }
  /** It may not be sent, or not to where it points: not now and not later. */
  | { readonly kind: "refused"; readonly what: "address" | "request"; readonly why: string }
  /** Nobody could be reached: nothing left this machine. */
  | { readonly kind: "not-sent"; readonly why: string }
  | { readonly kind: "timed-out" }
  /** The connection was lost, or what came back is no answer. */
  | { readonly kind: "broken"; readonly why: string }
  /** There is an answer, of more than 1 MiB. */
  | { readonly kind: "too-large" };

/**
 * Calls an address that somebody wrote into a flow. Every hop's name is resolved first, and only public addresses are connected
 * to: exactly those that were checked. Never throws.
 */
export async function callHttp(call: HttpCall, outside: Outside = theOutside()): Promise<HttpOutcome> {
  const headers = headersOf(call.headers);
  const problem = problemIn(headers);
  if (problem !== null) return { kind: "refused", what: "request", why: problem };
  const time = timeFor(call.timeoutMs);
  if (time === null) return { kind: "not-sent", why: "no time left" };
  const clock = new AbortController();
  const timer = setTimeout(() => clock.abort(), time);
  try {
    return await follow({ ...call, headers }, outside, clock.signal);
  } finally {
    clearTimeout(timer);
  }
}

const theOutside = (): Outside => ({
  resolve: (name) => lookup(name, { all: true }),
  allowed: env().HTTP_ALLOW_HOSTS,
});

async function follow(call: HttpCall, outside: Outside, signal: AbortSignal): Promise<HttpOutcome> {
  const { confidential = [], isBodyConfidential = false } = call;
  let hop: Hop = call;
  for (let hops = 0; ; hops++) {
    const way = await wayTo(hop.url, outside, signal);
    if (way.kind === "refused") return way;
    const answer = way.kind === "open" ? await exchange(hop, { ...way, signal }) : { left: false, why: way.why };
    if ("left" in answer) return unanswered({ ...answer, left: answer.left || hops > 0 }, signal);
    const { statusCode: status = 0, headers } = answer;
    const pointer = { status, location: headers.location, confidential, isBodyConfidential };
    const next = hops < MOST_REDIRECTS ? redirected(hop, pointer) : null;
    if (!next) return read(answer, signal);
    answer.destroy();
    hop = next;
  }
}

function unanswered({ left, why }: { left: boolean; why: string }, { aborted }: AbortSignal): HttpOutcome {
  if (!left) return { kind: "not-sent", why: aborted ? "timeout" : why };
  return aborted ? { kind: "timed-out" } : { kind: "broken", why };
}

/** The client's own business: what it sends of these is right, whatever was pasted. */
const OURS = new Set([
  ...["host", "content-length", "transfer-encoding", "accept-encoding", "connection", "keep-alive", "upgrade"],
  ...["expect", "te", "trailer", "proxy-connection"],
]);

function headersOf(given: Readonly<Record<string, string>>): Record<string, string> {
  const named = Object.entries(given).map(([name, value]) => [name.trim().toLowerCase(), value] as const);
  const theirs = Object.fromEntries(named.filter(([name]) => !OURS.has(name)));
  return { accept: "*/*", "user-agent": "Recado", ...theirs, "accept-encoding": "identity" };
}

/** A line break in a header would begin another one. */
function problemIn(headers: Readonly<Record<string, string>>): string | null {
  try {
    for (const [name, value] of Object.entries(headers)) {
      validateHeaderName(name);
      validateHeaderValue(name, value);
    }
    return null;
  } catch (error) {
    return codeOf(error);
  }
}

async function read(answer: IncomingMessage, signal: AbortSignal): Promise<HttpOutcome> {
  const { "content-encoding": encoding = "identity", "content-type": contentType = null } = answer.headers;
  try {
    // It was not asked for, and little can unpack to a lot.
    if (encoding !== "identity") return { kind: "broken", why: "an encoded answer" };
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of answer as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > MOST_BYTES) return { kind: "too-large" };
      chunks.push(chunk);
    }
    return { kind: "answered", status: answer.statusCode ?? 0, contentType, body: Buffer.concat(chunks) };
  } catch (error) {
    return signal.aborted ? { kind: "timed-out" } : { kind: "broken", why: codeOf(error) };
  } finally {
    answer.destroy();
  }
}
