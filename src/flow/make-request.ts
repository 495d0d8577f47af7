import type { Scope } from "./engine/node-type";
import { escapeText } from "./escape";
import type { HttpRequest } from "./http-call";
import { fillBody, placeOfBody } from "./request-body";
import { headerIn, headersOf, MAX_HEADER } from "./request-headers";
import { callableUrl } from "./request-url";
import { textOf } from "./text-of";

/** A call as it stands in a flow. */
export interface WrittenCall extends Pick<HttpRequest, "method" | "url" | "timeoutSeconds" | "retries"> {
  readonly headers?: Readonly<Record<string, unknown>> | null | undefined;
  /** Imported graphs hold objects too. */
  readonly body?: unknown;
}

type Made =
  | { readonly ok: true; readonly request: HttpRequest }
  | { readonly ok: false; readonly error: "bad-url" | "bad-header" | "body-not-json" | "body-too-large" };

/** The request with its variables filled in, or why there is none that could be sent. */
export function makeRequest(call: WrittenCall, scope: Scope): Made {
  const { method, timeoutSeconds } = call;
  const url = callableUrl(call.url, scope.renderFor("url", call.url));
  if (url === null) return { ok: false, error: "bad-url" };
  const given = filledHeaders(call, scope);
  if (Object.values(given).some((value) => value.length > MAX_HEADER)) return { ok: false, error: "bad-header" };
  const body = filledBody(call, headerIn(given, "content-type"), scope);
  if (body?.ok === false) return body;
  const headers = {
    ...(body && headerIn(given, "content-type") === undefined ? { "Content-Type": "application/json" } : {}),
    ...(headerIn(given, KEY) === undefined ? { "Idempotency-Key": scope.nextEffectId() } : {}),
    ...given,
  };
  const retries = mayRetry(call) ? call.retries : 0;
  return { ok: true, request: { method, url, headers, body: body?.text ?? null, timeoutSeconds, retries } };
}

/** What the other side may know a repeated call by. */
const KEY = "idempotency-key";

/** Headers that turn out to be empty are left out. */
const filledHeaders = ({ headers }: WrittenCall, scope: Scope): Readonly<Record<string, string>> =>
  Object.fromEntries(
    headersOf(headers ?? {})
      .map(([name, template]) => [name, escapeText("header", scope.renderFor("header", template)).trim()] as const)
      .filter(([, value]) => value !== ""),
  );

function filledBody(call: WrittenCall, contentType: string | undefined, scope: Scope) {
  const source = bodyOf(call);
  if (source === null) return null;
  return fillBody(source, placeOfBody(contentType), (place, template) => scope.renderFor(place, template));
}

/** The body as it was written; null where there is none, or the method has none. */
export function bodyOf({ method, body }: WrittenCall): string | null {
  const text = textOf(body).trim();
  return text === "" || method === "GET" || method === "HEAD" ? null : text;
}

/** Whether a call may safely arrive twice. Of a POST only its own key can promise that. */
export function mayRetry({ method, headers }: WrittenCall): boolean {
  if (method !== "POST") return method !== "PATCH";
  return headersOf(headers ?? {}).some(([name]) => name.toLowerCase() === KEY);
}
