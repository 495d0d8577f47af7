import { createHmac } from "node:crypto";
import { env } from "@/platform/env";
import { log } from "@/platform/log";
import { count, observe, secondsSince } from "@/platform/metrics/count";
import { timeFor } from "@/platform/time-left";
import { traced } from "@/platform/trace";
import { restSeconds } from "../business-usage";
import { countableCode } from "../graph-codes";
import { graphErrorIn, type GraphError } from "../graph-error";
import { asRecord, asText, isRecord, parseJson, type Loose } from "../loose-json";
import { toldBy } from "../told-by";

// Longer than the 10 s that fetch gives a connection to come about: running out of those is known to have sent nothing.
const TIMEOUT_MS = 15_000;

export interface GraphAccess {
  readonly accessToken: string;
  /** If it is known, calls prove that they come from the app. */
  readonly appSecret?: string | null | undefined;
}

export interface GraphConnection extends GraphAccess {
  readonly phoneNumberId: string;
}

/** A call that did not get the answer it wanted. */
export type Unanswered =
  /** Meta said no: `verdictOf` tells what to do. */
  | { readonly kind: "refused"; readonly error: GraphError; readonly restSeconds: number }
  /** Nothing left this machine, so that the same call can be made again. */
  | { readonly kind: "not-sent"; readonly why: string }
  /** It may have been carried out. */
  | { readonly kind: "unknown"; readonly why: string };

interface Call {
  readonly path: readonly string[];
  readonly query?: Readonly<Record<string, string>>;
  /** JSON, or a form with a file. Without one it is a GET. */
  readonly body?: object | FormData;
  readonly timeoutMs?: number | undefined;
}

type Answered = { readonly kind: "answered"; readonly json: Loose; readonly restSeconds: number };

/** Asks Meta, and reads what it says: the one place that speaks HTTP to the Graph API. */
export async function call(access: GraphAccess, request: Call): Promise<Answered | Unanswered> {
  const start = performance.now();
  const name = nameOf(request);
  return traced({ name: `graph ${name}`, kind: "client" }, async (note) => {
    const outcome = await ask(access, request);
    observe("recado_graph_call_seconds", { call: name, outcome: outcome.kind }, secondsSince(start));
    if (outcome.kind === "refused") count("recado_graph_errors_total", { code: countableCode(outcome.error.code) });
    if (outcome.kind !== "answered") {
      note(toldBy(outcome));
      log.debug({ call: name, ...toldBy(outcome) }, "Meta did not answer as wanted");
    }
    return outcome;
  });
}

const NAMES = new Set(["messages", "media", "register", "phone_numbers", "debug_token"]);

/** What a call is for; all but the asking for a file end with the name of it. */
function nameOf({ path }: Call): string {
  const last = path.at(-1) ?? "";
  return NAMES.has(last) ? last : "object";
}

async function ask(access: GraphAccess, request: Call): Promise<Answered | Unanswered> {
  const { body, timeoutMs = TIMEOUT_MS } = request;
  const isJson = body && !(body instanceof FormData);
  const time = timeFor(timeoutMs);
  if (time === null) return { kind: "not-sent", why: "no time left" };
  try {
    const response = await fetch(urlOf(access, request), {
      method: body ? "POST" : "GET",
      headers: { authorization: `Bearer ${access.accessToken}`, ...(isJson && { "content-type": "application/json" }) },
      // A form brings its type, with its boundary.
      ...(body && { body: body instanceof FormData ? body : JSON.stringify(body) }),
      // Neither the token nor a message goes where an answer points to.
      redirect: "error",
      signal: AbortSignal.timeout(time),
    });
    // Some of Meta's errors quote the token.
    const text = (await response.text()).replaceAll(access.accessToken, "***");
    return answerIn(text, response);
  } catch (error) {
    return unansweredBecause(error);
  }
}

function urlOf({ accessToken, appSecret }: GraphAccess, { path, query }: Call): string {
  const { META_GRAPH_URL, META_GRAPH_VERSION } = env();
  const proof = appSecret && createHmac("sha256", appSecret).update(accessToken).digest("hex");
  const parameters = new URLSearchParams({ ...query, ...(proof && { appsecret_proof: proof }) });
  const address = [META_GRAPH_URL.replace(/\/+$/, ""), META_GRAPH_VERSION, ...path.map(encodeURIComponent)].join("/");
  return parameters.size === 0 ? address : `${address}?${parameters.toString()}`;
}

function answerIn(text: string, { status, ok, headers }: Response): Answered | Unanswered {
  const json = parseJson(text);
  const error = graphErrorIn(json, status);
  const rest = restSeconds(headers.get("x-business-use-case-usage"));
  if (error) return { kind: "refused", error, restSeconds: rest };
  if (!ok || !isRecord(json))
    return { kind: "unknown", why: `Meta answered ${status} without saying what became of it` };
  return { kind: "answered", json, restSeconds: rest };
}

function unansweredBecause(error: unknown): Unanswered {
  const { name, cause } = asRecord(error);
  const { code } = asRecord(cause);
  const why = asText(code) ?? asText(name) ?? "The call failed";
  return { kind: nothingLeft(cause) ? "not-sent" : "unknown", why };
}

/** Only a connection that never came about is certain: a reset or a time-out later proves nothing. */
function nothingLeft(cause: unknown): boolean {
  const { code, syscall, errors } = asRecord(cause);
  // Several addresses were tried.
  if (Array.isArray(errors) && errors.length > 0) return errors.every(nothingLeft);
  return code === "UND_ERR_CONNECT_TIMEOUT" || syscall === "connect" || syscall === "getaddrinfo";
}
