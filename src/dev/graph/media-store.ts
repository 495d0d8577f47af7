import { createHash, createHmac, randomBytes } from "node:crypto";
import { metaNumber } from "./wamid";

export interface StoredMedia {
  readonly id: string;
  /** The number it was sent to, or uploaded for: only that one's token opens it. */
  readonly phoneNumberId: string;
  readonly mimeType: string;
  readonly bytes: Uint8Array;
  readonly sha256: Buffer;
}

/** What may befall a media's two calls: the one that asks for its address, and the one for its bytes. */
export type MediaFault =
  /** A status and nothing else, as a gateway on the way answers. */
  | { kind: "status"; at: "address" | "bytes"; status: number }
  /** The address leads elsewhere. */
  | { kind: "elsewhere"; url: string }
  /** The address answers with another one. */
  | { kind: "redirect"; to: string }
  /** The address is older than five minutes. */
  | { kind: "expired" }
  /** The address gives other bytes than those that were hashed. */
  | { kind: "spoilt" }
  /** The connection breaks after half of the bytes. */
  | { kind: "cut" };

export interface GraphMedia {
  /** A file that a customer sent or we uploaded. */
  keep(file: Pick<StoredMedia, "phoneNumberId" | "mimeType" | "bytes">): StoredMedia;
  /** The next calls that it can befall end like this; 1 unless given. */
  fails(fault: MediaFault, times?: number): void;
  /** All is well again. */
  clear(): void;
  /** From now on this file is over, as an upload is after 30 days: messages that name it are refused. */
  expire(id: string): void;
}

export interface MediaStore extends GraphMedia {
  find(id: string): StoredMedia | undefined;
  /** In the order in which they came. */
  all(): readonly StoredMedia[];
  /** A file that was kept before, under the id it has. */
  restore(file: StoredMedia): void;
  isOver(id: string): boolean;
  take(at: "address" | "bytes"): MediaFault | undefined;
  /** Signed, with its end: `?mid=…&ext=…&hash=…`. */
  queryOf(id: string): string;
  /** The file of a query that is signed by us and not over yet. */
  openedBy(query: URLSearchParams): StoredMedia | undefined;
}

/** Meta's addresses work for five minutes. */
const ADDRESS_LIVES_SECONDS = 300;

export function createMediaStore(): MediaStore {
  const files = new Map<string, StoredMedia>();
  const over = new Set<string>();
  const key = randomBytes(16);
  let waiting: { fault: MediaFault; left: number }[] = [];
  const hashOf = (id: string, ends: string) =>
    createHmac("sha256", key).update(`${id} ${ends}`).digest("base64url").slice(0, 22);
  return {
    keep({ phoneNumberId, mimeType, bytes }) {
      const sha256 = createHash("sha256").update(bytes).digest();
      const file = { id: metaNumber(), phoneNumberId, mimeType, bytes, sha256 };
      files.set(file.id, file);
      return file;
    },
    fails: (fault, times = 1) => void waiting.push({ fault, left: times }),
    clear: () => void (waiting = []),
    expire(id) {
      files.delete(id);
      over.add(id);
    },
    isOver: (id) => over.has(id),
    find: (id) => files.get(id),
    all: () => [...files.values()],
    restore: (file) => void files.set(file.id, file),
    take(at) {
      const found = waiting.find(({ fault }) => placeOf(fault) === at);
      if (found === undefined) return undefined;
      found.left -= 1;
      waiting = waiting.filter(({ left }) => left > 0);
      return found.fault;
    },
    queryOf(id) {
      const ext = String(Math.floor(Date.now() / 1000) + ADDRESS_LIVES_SECONDS);
      return new URLSearchParams({ mid: id, ext, hash: hashOf(id, ext) }).toString();
    },
    openedBy(query) {
      const [id, ext, hash] = ["mid", "ext", "hash"].map((name) => query.get(name) ?? "") as [string, string, string];
      return hash === hashOf(id, ext) && Number(ext) * 1000 > Date.now() ? files.get(id) : undefined;
    },
  };
}

function placeOf(fault: MediaFault): "address" | "bytes" {
  if (fault.kind === "status") return fault.at;
  return fault.kind === "elsewhere" ? "address" : "bytes";
}
