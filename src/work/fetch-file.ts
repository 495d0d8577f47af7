import type { MediaTrouble } from "@/conversation/media";
import { env } from "@/platform/env";
import { log } from "@/platform/log";
import { verdictOf, type GraphError } from "@/whatsapp/graph-error";
import { mediaType, readSha256 } from "@/whatsapp/media";
import { fetchMedia, type FetchedMedia } from "@/whatsapp/server/fetch-media";
import { readMedia, type MediaFacts } from "@/whatsapp/server/graph";
import type { GraphConnection } from "@/whatsapp/server/graph-call";
import { MOST_ATTEMPTS } from "./media-retry";
import type { MediaToFetch } from "./take-media";

export type FileOutcome =
  | { readonly kind: "fetched"; readonly bytes: Buffer; readonly sha256: string; readonly mimeType: string }
  | { readonly kind: "trouble"; readonly trouble: MediaTrouble }
  /** Meta lets nothing through this connection. */
  | { readonly kind: "stop"; readonly plain: string; readonly code: number };

const MIB = 1024 * 1024;

/**
 * Phase (ii) of a file: where it is, and its bytes. The attempt is on record. An address that is over is asked for once more, and
 * so is one whose host does not take the token: Graph says what that is worth.
 */
export async function fetchFile(media: MediaToFetch): Promise<FileOutcome> {
  // Its process died of it each time, or was ended before it answered.
  if (media.attempts > MOST_ATTEMPTS) return trouble("unreachable", media, "attempts that nobody heard of again");
  if (!media.connection) return trouble("not-connected", media);
  const first = await fetchOnce(media, media.connection);
  const outcome = typeof first === "string" ? await fetchOnce(media, media.connection) : first;
  return typeof outcome === "string" ? trouble(LASTING[outcome], media, outcome) : outcome;
}

const LASTING = { expired: "not-found", unauthorized: "refused" } as const;

async function fetchOnce(
  media: MediaToFetch,
  connection: GraphConnection,
): Promise<FileOutcome | keyof typeof LASTING> {
  const told = await readMedia(connection, media.mediaId);
  if (told.kind === "refused") return refused(told.error, media);
  if (told.kind !== "read") return trouble("unreachable", media, told.why);
  const { url, size } = told.media;
  const mimeType = mediaType(media.type, told.media.mimeType);
  const mostBytes = env().MEDIA_MAX_MIB * MIB;
  if (mimeType === null) return trouble("wrong-type", media, told.media.mimeType);
  if (size !== null && size > mostBytes) return trouble("too-large", media, size);
  const fetched = await fetchMedia({ url, accessToken: connection.accessToken, mostBytes });
  if (fetched.kind === "expired" || fetched.kind === "unauthorized") return fetched.kind;
  if (fetched.kind !== "fetched") return trouble(TROUBLES[fetched.kind], media, "why" in fetched ? fetched.why : null);
  if (!isWhatWasTold(fetched.sha256, media, told.media)) return trouble("wrong-content", media);
  return { kind: "fetched", bytes: fetched.bytes, sha256: fetched.sha256, mimeType };
}

const TROUBLES: Readonly<Record<Exclude<FetchedMedia["kind"], "fetched" | keyof typeof LASTING>, MediaTrouble>> = {
  elsewhere: "wrong-address",
  "too-large": "too-large",
  broken: "unreachable",
};

/** Meta says the hash twice, in the signed webhook and beside the address: at least once in a form that can be read. */
function isWhatWasTold(sha256: string, { toldSha256 }: MediaToFetch, facts: MediaFacts): boolean {
  const told = [readSha256(toldSha256), readSha256(facts.sha256)].filter((hash) => hash !== null);
  return told.length > 0 && told.every((hash) => hash === sha256);
}

/** What is another's looks like what is not there: both have code 100. */
function refused(error: GraphError, media: MediaToFetch): FileOutcome {
  const { code } = error;
  if (code === 100) return trouble("not-found", media, code);
  const { act, plain } = verdictOf(error);
  if (act === "stop-connection") return { kind: "stop", plain, code };
  return trouble(act.startsWith("slow-") || act === "retry" ? "unreachable" : "refused", media, code);
}

function trouble(word: MediaTrouble, media: MediaToFetch, detail: string | number | null = null): FileOutcome {
  log.info({ messageId: media.messageId, attempts: media.attempts, trouble: word, detail }, "A file was not fetched");
  return { kind: "trouble", trouble: word };
}
