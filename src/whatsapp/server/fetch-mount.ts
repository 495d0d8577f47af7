import { readAtMost } from "@/platform/read-at-most";
import { LARGEST_BODY, type WebhookRequest } from "./handle-webhook";

/** A request of the fetch API as the webhook handler takes it. */
export function fetchRequest(request: Request, key: string | null): WebhookRequest {
  return {
    method: request.method,
    key,
    query: new URL(request.url).searchParams,
    header: (name) => request.headers.get(name),
    readBody: () => readAtMost(LARGEST_BODY, request.body),
  };
}
