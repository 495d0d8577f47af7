import { byteRange } from "../byte-range";
import { etagOf, isKnown, mediaHeaders, type MediaFile } from "../media-headers";
import { whyNoMedia } from "../shown-media";
import { maySeeMedia } from "./may-see-media";
import { readMedia, streamMedia, type MediaAt } from "./read-media";

export interface MediaRequest {
  readonly messageId: string;
  /** Null: not signed in. */
  readonly userId: string | null;
  readonly method: string;
  readonly headers: Headers;
}

/** Answers a request for a message's file. Who is no member learns nothing, not even that it exists. */
export async function answerMedia({ messageId, userId, method, headers }: MediaRequest): Promise<Response> {
  const organizationId = userId && (await maySeeMedia(messageId, userId));
  const media = organizationId ? { organizationId, messageId } : null;
  const stored = media && (await readMedia(media));
  if (!media || !stored) return inWords(404, "There is no such file.");
  if (stored.kind === "not-here") {
    return inWords(stored.state === "dropped" ? 410 : 404, whyNoMedia(stored) ?? "There is no such file.");
  }
  const { file, size } = stored;
  if (isKnown(headers.get("if-none-match"), etagOf(file))) return notModified(file);
  return method === "HEAD"
    ? new Response(null, { headers: { ...mediaHeaders(file), "content-length": String(size) } })
    : send(media, { file, size, range: rangeIn(headers, file) });
}

/** A part of another version of the file is of no use: then the whole is sent. */
function rangeIn(headers: Headers, file: MediaFile): string | null {
  const ifRange = headers.get("if-range");
  return ifRange === null || ifRange === etagOf(file) ? headers.get("range") : null;
}

function send(
  media: MediaAt,
  { file, size, range }: { file: MediaFile; size: number; range: string | null },
): Response {
  const wanted = byteRange(range, size);
  if (wanted.kind === "beyond") {
    return inWords(416, `The file has ${size} bytes.`, { "content-range": `bytes */${size}` });
  }
  const { first, last } = wanted.kind === "part" ? wanted : { first: 0, last: size - 1 };
  const isPart = wanted.kind === "part";
  const headers = {
    ...mediaHeaders(file),
    "content-length": String(last - first + 1),
    ...(isPart && { "content-range": `bytes ${first}-${last}/${size}` }),
  };
  return new Response(size === 0 ? null : streamMedia(media, { first, last }), { status: isPart ? 206 : 200, headers });
}

function notModified(file: MediaFile): Response {
  const { etag, vary, "cache-control": cache } = mediaHeaders(file);
  return new Response(null, {
    status: 304,
    headers: { etag: etag ?? "", vary: vary ?? "", "cache-control": cache ?? "" },
  });
}

const inWords = (status: number, words: string, headers: Record<string, string> = {}): Response =>
  new Response(`${words}\n`, {
    status,
    headers: {
      "content-type": "text/plain; charset=utf-8",
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
      ...headers,
    },
  });
