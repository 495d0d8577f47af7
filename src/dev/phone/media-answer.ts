import type { ServerResponse } from "node:http";
import type { StoredMedia } from "../graph/media-store";

/** What a browser shows without running anything in it; all else is saved. */
const SHOWN = /^(image\/(jpeg|png|gif|webp)|audio\/[\w.+-]+|video\/[\w.+-]+)\s*(;|$)/;

/** A kept file's bytes. The server's headers keep the browser from guessing another type. */
export function answerMedia(response: ServerResponse, { mimeType, bytes }: StoredMedia): void {
  const shown = SHOWN.test(mimeType);
  response.writeHead(200, {
    "content-type": shown ? mimeType : "application/octet-stream",
    "content-length": bytes.length,
    "content-disposition": shown ? "inline" : "attachment",
  });
  response.end(bytes);
}
