import { LARGEST_BODY, type WebhookRequest } from "./handle-webhook";

/** A request of the fetch API as the webhook handler takes it. */
export function fetchRequest(request: Request, key: string | null): WebhookRequest {
  return {
    method: request.method,
    key,
    query: new URL(request.url).searchParams,
    header: (name) => request.headers.get(name),
    readBody: () => readBody(request),
  };
}

async function readBody(request: Request): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  if (request.body) {
    for await (const chunk of request.body) {
      length += chunk.length;
      if (length <= LARGEST_BODY) chunks.push(chunk);
      else chunks.length = 0;
    }
  }
  return length > LARGEST_BODY ? null : Buffer.concat(chunks);
}
