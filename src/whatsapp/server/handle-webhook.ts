import { log } from "@/platform/log";
import { handshake } from "./handshake";
import { receiveWebhook } from "./receive-webhook";
import { text, type WebhookAnswer } from "./webhook-answer";

/** Bytes of a body beyond which it is refused. Meta sends up to 3 MB. */
export const LARGEST_BODY = 4 * 1024 * 1024;

export interface WebhookRequest {
  readonly method: string;
  /** The connection's own key in the path, or null on the shared callback. */
  readonly key: string | null;
  readonly query: URLSearchParams;
  readonly header: (name: string) => string | null;
  /** Reads at most `LARGEST_BODY` bytes; null when there are more. */
  readonly readBody: () => Promise<Uint8Array | null>;
}

/** Everything Meta asks of us, as one function of bytes and headers: both mounts call it and add nothing. */
export async function handleWebhook(request: WebhookRequest): Promise<WebhookAnswer> {
  try {
    switch (request.method) {
      case "GET":
        return await handshake(request.key, request.query);
      case "POST":
        return await post(request);
      case "HEAD":
        return text(200, "");
      default:
        return text(405, "Use GET or POST", { allow: "GET, HEAD, POST" });
    }
  } catch (error) {
    // Meta repeats what is not answered with 200, for seven days: better than losing it.
    log.error({ err: error, method: request.method }, "A webhook could not be stored");
    return text(503, "Not stored: send it again");
  }
}

async function post(request: WebhookRequest): Promise<WebhookAnswer> {
  const body = await request.readBody();
  if (body === null) return text(413, "The body is larger than 4 MiB");
  return receiveWebhook({ key: request.key, header: request.header, body });
}
