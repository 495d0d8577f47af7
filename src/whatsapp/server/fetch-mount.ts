import { readAtMost } from "@/platform/read-at-most";
import { LARGEST_BODY, type WebhookRequest } from "./handle-webhook";

/** A request of the fetch API as the webhook handler takes it. */
export function fetchRequest(request: Request, key: string | null): WebhookRequest {
  return {
    method: request.method,
    key,
    query: new URL(request.url).searchParams,
    header: (name) => request.headers.get(name),
    readBody: () => bodyOf(request),
  };
}

/** What says that it is short enough is taken whole: chunk by chunk a body costs this mount more than all else that is done with it. */
async function bodyOf(request: Request): Promise<Uint8Array | null> {
  const length = Number(request.headers.get("content-length") ?? NaN);
  if (length <= LARGEST_BODY) return new Uint8Array(await request.arrayBuffer());
  return readAtMost(LARGEST_BODY, request.body);
}
