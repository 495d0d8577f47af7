import type { LookupAddress } from "node:dns";
import { isIP } from "node:net";
import { codeOf } from "./http-exchange";
import { isPublicAddress } from "./public-address";

/** What a call meets outside. */
export interface Outside {
  /** All addresses of a name. */
  readonly resolve: (name: string) => Promise<readonly LookupAddress[]>;
  /** "host" or "host:port" that may have any address. */
  readonly allowed: readonly string[];
}

/** The addresses behind a URL that may be connected to, or why there are none. */
export type Way =
  | { readonly kind: "open"; readonly addresses: readonly LookupAddress[] }
  | { readonly kind: "refused"; readonly what: "address"; readonly why: string }
  | { readonly kind: "not-sent"; readonly why: string };

/** Resolves a URL's name and keeps what is public. Decimal, octal and Unicode spellings are plain addresses to the URL's parser. */
export async function wayTo(address: string, outside: Outside, signal: AbortSignal): Promise<Way> {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (!url) return refused("not a URL");
  if (url.protocol !== "http:" && url.protocol !== "https:") return refused("neither http nor https");
  if (url.username !== "" || url.password !== "") return refused("credentials in the URL");
  const addresses = await addressesOf(url.hostname.replace(/^\[|\]$/g, ""), outside, signal);
  if (typeof addresses === "string") return { kind: "not-sent", why: addresses };
  if (isAllowed(url, outside.allowed)) return { kind: "open", addresses };
  const open = addresses.filter((one) => isPublicAddress(one.address));
  return open.length > 0 ? { kind: "open", addresses: open } : refused("not a public address");
}

const refused = (why: string): Way => ({ kind: "refused", what: "address", why });

const isAllowed = ({ protocol, hostname, port }: URL, allowed: readonly string[]): boolean =>
  allowed.includes(hostname) || allowed.includes(`${hostname}:${port || (protocol === "https:" ? 443 : 80)}`);

/** Or in a word why there are none. A look-up can not be stopped, so at the end of the time it is left alone. */
async function addressesOf(
  name: string,
  { resolve }: Outside,
  signal: AbortSignal,
): Promise<readonly LookupAddress[] | string> {
  const family = isIP(name);
  if (family !== 0) return [{ address: name, family }];
  if (signal.aborted) return "timeout";
  const tooLate = new Promise<string>((done) => {
    signal.addEventListener("abort", () => done("timeout"), { once: true });
  });
  return Promise.race([resolve(name).catch(codeOf), tooLate]);
}
