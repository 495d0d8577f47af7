import { escapeText } from "@/flow/escape";
import type { HttpRequest, HttpResult } from "@/flow/http-call";
import type { Json } from "@/flow/session";
import { parseJson } from "@/flow/variable";
import type { HttpOutcome } from "@/platform/http";
import { storable } from "@/whatsapp/webhook/storable";

/** What the flow gets to know of a call. An answer that quotes one of the `secrets` that were sent has it taken out. */
export function resultOf(outcome: HttpOutcome, secrets: Iterable<string> = []): HttpResult {
  switch (outcome.kind) {
    case "answered": {
      const { status } = outcome;
      return { status, body: bodyOf(outcome, secrets), error: status >= 200 && status < 300 ? null : "status" };
    }
    case "refused":
      return failed(`refused-${outcome.what}`);
    case "timed-out":
      return failed("timeout");
    case "not-sent":
    case "broken":
      return failed("unreachable");
    case "too-large":
      return failed("too-large");
  }
}

/** A call that came to nothing, in a word. */
export const failed = (error: string): HttpResult => ({ status: null, body: null, error });

/** Seconds after which a call is made again, 4ⁿ⁻¹ after the nth attempt; null when its outcome stands. */
export function retrySecondsOf(
  { retries }: Pick<HttpRequest, "retries">,
  attempts: number,
  outcome: HttpOutcome,
): number | null {
  return attempts <= retries && isWorthAnother(outcome) ? 4 ** (attempts - 1) : null;
}

function isWorthAnother(outcome: HttpOutcome): boolean {
  switch (outcome.kind) {
    case "answered":
      return outcome.status === 429 || outcome.status >= 500;
    case "not-sent":
    case "timed-out":
    case "broken":
      return true;
    case "refused":
    case "too-large":
      return false;
  }
}

/** JSON as its value, whatever its type says; anything else as text. Both in a form that a column holds. */
function bodyOf({ contentType, body }: Extract<HttpOutcome, { kind: "answered" }>, secrets: Iterable<string>): Json {
  const told = [...secrets];
  const text = withoutAll(decoder(contentType).decode(body), told);
  return eachText(storable(parseJson(text) ?? text).json, (one) => withoutAll(one, told));
}

const withoutAll = (text: string, secrets: readonly string[]): string => secrets.reduce(without, text);

/** JSON can write a text in many ways, such as a slash with a backslash before it: read, there is one. */
function eachText(value: Json, change: (text: string) => string): Json {
  if (typeof value === "string") return change(value);
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return (value as readonly Json[]).map((item) => eachText(item, change));
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [change(name), eachText(inner, change)]));
}

/** Shorter ones stand in many an answer by chance. */
const SHORTEST_TAKEN_OUT = 8;

function without(text: string, secret: string): string {
  if (secret.length < SHORTEST_TAKEN_OUT) return text;
  const written = [secret, escapeText("json", secret), escapeText("url", secret), escapeText("xml", secret)];
  return written.reduce((rest, form) => rest.replaceAll(form, "***"), text);
}

function decoder(contentType: string | null): TextDecoder {
  const [, charset = "utf-8"] = /charset="?([\w-]+)/i.exec(contentType ?? "") ?? [];
  try {
    return new TextDecoder(charset);
  } catch {
    return new TextDecoder(); // a charset that nobody knows
  }
}
