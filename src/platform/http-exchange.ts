import type { LookupAddress } from "node:dns";
import http from "node:http";
import https from "node:https";
import type { LookupFunction } from "node:net";

/** One request without its redirects. Header names are in lower case. */
export interface Hop {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

/** No answer came. `left`: the request may have reached somebody. */
export interface Unanswered {
  readonly left: boolean;
  /** The error's code, as in ECONNREFUSED: messages may quote addresses. */
  readonly why: string;
}

interface Way {
  /** The addresses that were checked: the only ones that are connected to, whatever the name resolves to by now. */
  readonly addresses: readonly LookupAddress[];
  readonly signal: AbortSignal;
}

/** Sends one request. Gives the head of the answer, its body still to be read. Never throws. */
export function exchange(
  { method, url, headers, body }: Hop,
  { addresses, signal }: Way,
): Promise<http.IncomingMessage | Unanswered> {
  const isSecure = url.startsWith("https:");
  let left = false;
  return new Promise((resolve) => {
    const unanswered = (error: unknown) => resolve({ left, why: codeOf(error) });
    try {
      const request = (isSecure ? https : http).request(url, {
        method,
        headers: { ...headers, ...(body !== null && { "content-length": Buffer.byteLength(body) }) },
        lookup: only(addresses),
        agent: false, // a connection of its own: none that another check let through is used again
        signal,
      });
      request.once("response", resolve);
      request.on("error", unanswered);
      request.once("close", () => unanswered(new Error("closed")));
      // With TLS the first byte of the request leaves after the handshake.
      request.once("socket", (socket) =>
        socket.once(isSecure ? "secureConnect" : "connect", () => {
          left = true;
        }),
      );
      request.end(body ?? undefined);
    } catch (error) {
      unanswered(error);
    }
  });
}

const only =
  (addresses: readonly LookupAddress[]): LookupFunction =>
  (_name, { all }, done) => {
    const [first] = addresses;
    if (!first) done(Object.assign(new Error("No address"), { code: "ENOTFOUND" }), "");
    else if (all) done(null, [...addresses]);
    else done(null, first.address, first.family);
  };

/** In few words: neither addresses nor contents. */
export function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return "unknown";
  return "code" in error && typeof error.code === "string" ? error.code : error.name;
}
