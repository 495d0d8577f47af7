import { createHash } from "node:crypto";
import { env } from "@/platform/env";
import { timeFor } from "@/platform/time-left";
import { asRecord, asText } from "../loose-json";
import { isMediaAddress } from "../media";

/** For everything together. 25 MiB in it are 3.5 Mbit/s. */
const TIMEOUT_MS = 60_000;
const MOST_REDIRECTS = 3;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

export interface MediaFetch {
  /** As `readMedia` told it. */
  readonly url: string;
  readonly accessToken: string;
  readonly mostBytes: number;
}

export type FetchedMedia =
  | { readonly kind: "fetched"; readonly bytes: Buffer; /** Hexadecimal. */ readonly sha256: string }
  /** It leads to a host that is not Meta's: nobody was asked there. */
  | { readonly kind: "elsewhere" }
  /** The address lived for five minutes. */
  | { readonly kind: "expired" }
  /** The host does not take the token. */
  | { readonly kind: "unauthorized" }
  | { readonly kind: "too-large" }
  | { readonly kind: "broken"; readonly why: string };

/** Fetches the bytes of a file from Meta's media host, with the token. Every hop is looked at before it is asked. */
export async function fetchMedia({ url, accessToken, mostBytes }: MediaFetch): Promise<FetchedMedia> {
  const time = timeFor(TIMEOUT_MS);
  if (time === null) return { kind: "broken", why: "no time left" };
  const signal = AbortSignal.timeout(time);
  let address = url;
  try {
    for (let hops = 0; hops <= MOST_REDIRECTS; hops++) {
      if (!isMediaAddress(address, env().META_GRAPH_URL)) return { kind: "elsewhere" };
      const headers = { authorization: `Bearer ${accessToken}` };
      const response = await fetch(address, { headers, redirect: "manual", signal });
      const location = REDIRECTS.has(response.status) ? response.headers.get("location") : null;
      if (location === null) return await read(response, mostBytes);
      await response.body?.cancel();
      address = new URL(location, address).href;
    }
    return { kind: "broken", why: "too many redirects" };
  } catch (error) {
    const { name, cause } = asRecord(error);
    return { kind: "broken", why: asText(asRecord(cause).code) ?? asText(name) ?? "unknown" };
  }
}

async function read(response: Response, mostBytes: number): Promise<FetchedMedia> {
  const refusal = refusalIn(response, mostBytes);
  if (refusal) {
    await response.body?.cancel();
    return refusal;
  }
  const hash = createHash("sha256");
  const chunks: Uint8Array[] = [];
  let size = 0;
  // Leaving the loop early ends the connection.
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > mostBytes) return { kind: "too-large" };
    hash.update(chunk);
    chunks.push(chunk);
  }
  return { kind: "fetched", bytes: Buffer.concat(chunks), sha256: hash.digest("hex") };
}

function refusalIn({ status, ok, headers }: Response, mostBytes: number): FetchedMedia | null {
  if (status === 404 || status === 410) return { kind: "expired" };
  if (status === 401 || status === 403) return { kind: "unauthorized" };
  if (!ok) return { kind: "broken", why: `status ${status}` };
  return Number(headers.get("content-length")) > mostBytes ? { kind: "too-large" } : null;
}
