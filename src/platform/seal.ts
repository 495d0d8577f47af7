import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from "node:crypto";
import { env } from "./env";

/** Where a sealed value belongs. A value moved to another row or column does not open. */
export interface SealedPlace {
  readonly table: string;
  readonly row: string;
  readonly column: string;
}

const associated = ({ table, row, column }: SealedPlace) => Buffer.from(`${table}/${row}/${column}`);

/** Seals with the first key (AES-256-GCM): `keyId.nonce.tag.text`, the last three in base64url. */
export function seal(plain: string, place: SealedPlace): string {
  const key = newestKey();
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key.bytes, nonce);
  cipher.setAAD(associated(place));
  const text = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]);
  return [key.id, ...[nonce, cipher.getAuthTag(), text].map((part) => part.toString("base64url"))].join(".");
}

/** Opens what `seal` made. Throws when the key is gone, the value was changed, or it belongs to another place. */
export function open(sealed: string, place: SealedPlace): string {
  const [keyId, nonce, tag, text] = sealed.split(".");
  const key = env().ENCRYPTION_KEYS.find((candidate) => candidate.id === keyId);
  if (!key) throw new Error(`No encryption key "${keyId ?? ""}" for ${place.table}.${place.column}`);
  if (nonce === undefined || tag === undefined || text === undefined) {
    throw new Error(`${place.table}.${place.column} does not hold a sealed value`);
  }
  const decipher = createDecipheriv("aes-256-gcm", key.bytes, Buffer.from(nonce, "base64url"), { authTagLength: 16 });
  decipher.setAAD(associated(place));
  decipher.setAuthTag(Buffer.from(tag, "base64url"));
  return decipher.update(Buffer.from(text, "base64url"), undefined, "utf8") + decipher.final("utf8");
}

/** A keyed hash that finds a secret without opening any: `keyId.hash`, made with the first key. */
export function blindIndex(plain: string): string {
  return hashWith(newestKey(), plain);
}

/** The same for every key there is: what to look for while keys are being changed. */
export function blindIndexes(plain: string): string[] {
  return env().ENCRYPTION_KEYS.map((key) => hashWith(key, plain));
}

function hashWith(key: { id: string; bytes: Buffer }, plain: string): string {
  // A key of its own for hashing, so that the hash says nothing about the sealing key.
  const hashing = Buffer.from(hkdfSync("sha256", key.bytes, "", "blind-index", 32));
  return `${key.id}.${createHmac("sha256", hashing).update(plain).digest("base64url")}`;
}

function newestKey(): { id: string; bytes: Buffer } {
  const [key] = env().ENCRYPTION_KEYS;
  if (!key) throw new Error("ENCRYPTION_KEYS holds no key");
  return key;
}
