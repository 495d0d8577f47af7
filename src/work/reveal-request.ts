import { escapeText, type Place } from "@/flow/escape";
import type { HttpRequest } from "@/flow/http-call";
import { placeOfBody } from "@/flow/request-body";
import { headerIn } from "@/flow/request-headers";
import { revealSecrets, secretsIn } from "@/flow/secret-mark";
import type { HttpCall } from "@/platform/http";

const KEY = "idempotency-key";

/** The names of the secrets that a request wants. */
export const secretsWanted = ({ url, headers, body }: HttpRequest): readonly string[] => [
  ...new Set([url, ...Object.values(headers), body ?? ""].flatMap(secretsIn)),
];

/** A stored request as it is sent: with its secrets, each written as its place demands, and the key that a repeat shares. */
export function revealRequest(
  { id, request }: { readonly id: string; readonly request: HttpRequest },
  secrets: ReadonlyMap<string, string>,
): HttpCall {
  const reveal = (place: Place, text: string) =>
    revealSecrets(text, (name) => escapeText(place, secrets.get(name) ?? ""));
  const { method, url, headers, body, timeoutSeconds } = request;
  const named = Object.entries(headers);
  return {
    method,
    url: reveal("url", url),
    headers: {
      ...(headerIn(headers, KEY) === undefined && { [KEY]: id }),
      ...Object.fromEntries(named.map(([name, value]) => [name, reveal("header", value)])),
    },
    body: body === null ? null : reveal(placeOfBody(headerIn(headers, "content-type")), body),
    timeoutMs: timeoutSeconds * 1000,
    confidential: named.filter(([, value]) => secretsIn(value).length > 0).map(([name]) => name.toLowerCase()),
    isBodyConfidential: body !== null && secretsIn(body).length > 0,
  };
}
