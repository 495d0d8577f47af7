import { type Agent, request } from "node:http";

export interface WebhookCall {
  method: "GET" | "POST";
  url: string;
  headers?: Record<string, string | number>;
  bytes?: Buffer;
  agent: Agent;
  timeoutMs: number;
}

export interface WebhookAnswer {
  /** 0 when nobody answered; `error` says why. */
  status: number;
  text: string;
  error?: string;
}

/** One call to the callback URL. Redirects are not followed and nothing throws, as at Meta. */
export function callWebhook(call: WebhookCall): Promise<WebhookAnswer> {
  return new Promise((resolve) => {
    const failed = (error: string) => resolve({ status: 0, text: "", error });
    if (!URL.canParse(call.url) || new URL(call.url).protocol !== "http:") {
      failed(`${call.url} is not an http:// address`);
      return;
    }
    const { method, headers, agent } = call;
    const outgoing = request(call.url, { method, agent, ...(headers && { headers }) }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", (cause) => failed(cause.message));
      response.on("end", () => resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() }));
    });
    outgoing.setTimeout(call.timeoutMs, () => outgoing.destroy(new Error(`no answer within ${call.timeoutMs} ms`)));
    outgoing.on("error", (cause: NodeJS.ErrnoException) => failed(cause.code ?? cause.message));
    outgoing.end(call.bytes);
  });
}
