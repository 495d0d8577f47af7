import type { Hop } from "./http-exchange";

const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/** What says who asks: for the origin that it was written for only. */
const CREDENTIALS = ["authorization", "cookie", "proxy-authorization"];

interface Pointer {
  readonly status: number;
  readonly location: string | undefined;
  /** Names of further headers that are for the first origin only. */
  readonly confidential: readonly string[];
  /** Whether the body is, too. */
  readonly isBodyConfidential: boolean;
}

/**
 * The request that an answer points to; null when it points nowhere, or elsewhere with what is for the first origin only.
 * 303 asks with GET, and 301 and 302 after a POST.
 */
export function redirected(hop: Hop, { status, location, ...pointer }: Pointer): Hop | null {
  if (!REDIRECTS.has(status) || location === undefined || !URL.canParse(location, hop.url)) return null;
  const url = new URL(location, hop.url);
  const isElsewhere = url.origin !== new URL(hop.url).origin;
  const turnsToGet = (status === 303 && hop.method !== "HEAD") || (status < 303 && hop.method === "POST");
  if (isElsewhere && pointer.isBodyConfidential && !turnsToGet) return null;
  const dropped = isElsewhere ? [...CREDENTIALS, ...pointer.confidential] : [];
  const kept = Object.entries(hop.headers).filter(
    ([name]) => !dropped.includes(name) && !(turnsToGet && name.startsWith("content-")),
  );
  return {
    method: turnsToGet ? "GET" : hop.method,
    url: url.href,
    headers: Object.fromEntries(kept),
    body: turnsToGet ? null : hop.body,
  };
}
