const SECRETS = new Set([
  "access_token",
  "input_token",
  "appsecret_proof",
  "verify_token",
  "hub.verify_token",
  "client_secret",
  "app_secret",
  "pin",
  // Signs the address of a file's bytes.
  "hash",
]);
const STRUCK = "***";

/** JSON without what opens anything. */
export function struckOut(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(struckOut);
  if (typeof value === "string") return isAddress(value) ? addressStruckOut(value) : value;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inside]) => [key, SECRETS.has(key) ? STRUCK : struckOut(inside)]),
  );
}

/** An address or a path, its query without what opens anything. */
export function addressStruckOut(address: string): string {
  return address.replace(/([?&])([\w.]+)=[^&#]*/g, (pair, mark: string, name: string) =>
    SECRETS.has(name) ? `${mark}${name}=${STRUCK}` : pair,
  );
}

const isAddress = (value: string) => /^https?:\/\/\S+\?\S+$/.test(value);
