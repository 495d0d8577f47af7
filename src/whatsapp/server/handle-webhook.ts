import { log } from "@/platform/log";
import { traced } from "@/platform/trace";
import { countWebhook } from "./count-webhook";
import { handshake } from "./handshake";
import { receiveWebhook } from "./receive-webhook";
import { text, type WebhookAnswer } from "./webhook-answer";

/** Bytes of a body beyond which it is refused. Meta sends up to 3 MB. */
export const LARGEST_BODY = 4 * 1024 * 1024;

// PostgreSQL refuses some of what a path can hold.
const KEY = /^[A-Za-z0-9_-]{1,64}$/;

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
export function handleWebhook(request: WebhookRequest): Promise<WebhookAnswer> {
  const start = performance.now();
  const attributes = { "http.request.method": request.method };
  return traced({ name: "webhook", kind: "server", attributes, parent: null }, async (note) => {
    const answer = await answerTo(request);
    countWebhook(request.method, answer, start);
    note({ "http.response.status_code": answer.status });
    return answer;
  });
}

async function answerTo(request: WebhookRequest): Promise<WebhookAnswer> {
  try {
    switch (request.method) {
      case "GET":
        if (!mayBeKey(request.key)) return UNKNOWN_KEY;
        return await handshake(request.key, request.query);
      case "POST":
        if (!mayBeKey(request.key)) return UNKNOWN_KEY;
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

const UNKNOWN_KEY = text(403, "The key in the path is not known here");

const mayBeKey = (key: string | null): boolean => key === null || KEY.test(key);

async function post(request: WebhookRequest): Promise<WebhookAnswer> {
  const body = await request.readBody().catch((error: unknown) => {
    log.debug({ err: error }, "A webhook's body broke off");
    return undefined;
  });
  if (body === undefined) return text(400, "The body broke off");
  if (body === null) return text(413, "The body is larger than 4 MiB");
  return receiveWebhook({ key: request.key, header: request.header, body });
}
