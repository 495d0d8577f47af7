import type { ExchangeRecord } from "../../graph/exchange/exchange-log";
import type { GraphEmulator } from "../../graph/graph-emulator";
import { record, text } from "../../graph/message/check";
import { deliveryProblem } from "../delivery-problem";
import type { Exchange } from "../page-model";
import { callTitle } from "./call-title";
import { addressStruckOut, struckOut } from "./struck-out";
import { type Title, webhookTitle } from "./webhook-title";

/** An exchange as the page shows it, secrets struck out. */
export function exchangeOf(exchange: ExchangeRecord, graph: GraphEmulator): Exchange {
  const { id, at, kind, method, url, attempt, end } = exchange;
  const request = parsed(exchange.request);
  const response = parsed(end?.response);
  const problem = problemOf(exchange, response);
  return {
    id,
    at: at.toISOString(),
    kind,
    method,
    path: addressStruckOut(kind === "webhook" ? pathOf(url) : url),
    ...titleOf({ kind, method, url, body: request }, graph),
    ...(end && { status: end.status, ms: end.ms }),
    ...(problem !== undefined && { problem }),
    ...(attempt !== undefined && { attempt }),
    ...(end?.retryAt && { retryAt: end.retryAt.toISOString() }),
    ...(request !== undefined && { request: struckOut(request) }),
    ...(response !== undefined && { response: struckOut(response) }),
  };
}

function titleOf(
  call: Pick<ExchangeRecord, "kind" | "method" | "url"> & { body: unknown },
  graph: GraphEmulator,
): Title {
  if (call.kind === "call") return callTitle(call, graph);
  return call.method === "GET" ? { title: "callback check" } : webhookTitle(call.body, graph);
}

function problemOf({ kind, attempt = 1, end }: ExchangeRecord, response: unknown): string | undefined {
  if (end === undefined) return undefined;
  const { status, error, played } = end;
  if (played !== undefined) return played;
  if (kind === "webhook") return deliveryProblem({ attempt, status, ...(error !== undefined && { error }) })?.title;
  const { message, error_data: more } = record(record(response)["error"]);
  const words = [text(message), text(record(more)["details"])].filter((word) => word !== "");
  return error ?? (words.length > 0 ? words.join(" ") : undefined);
}

/** Of a webhook that was given as bytes, and of what Recado answered, the JSON if it is some. */
function parsed(body: unknown): unknown {
  const words = Buffer.isBuffer(body) ? body.toString() : body;
  if (typeof words !== "string") return words;
  if (words === "") return undefined;
  try {
    return JSON.parse(words) as unknown;
  } catch {
    return words;
  }
}

function pathOf(url: string): string {
  if (!URL.canParse(url)) return url;
  const { pathname, search } = new URL(url);
  return pathname + search;
}
