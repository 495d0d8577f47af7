import { createHmac } from "node:crypto";
import { Agent } from "node:http";
import { bodyKept } from "../exchange/body-kept";
import type { ExchangeLog } from "../exchange/exchange-log";
import { callWebhook, type WebhookAnswer } from "./call-webhook";
import type { Later } from "../later";
import { metaJson } from "./meta-json";
import type { DeliveryAttempt, GraphApp } from "../store";

export interface Delivery {
  /** Its secret signs. */
  app: GraphApp;
  /** Where to, if not to the app's own callback. */
  url?: string | undefined;
  /** Sent as Meta writes JSON; bytes are sent as they are. */
  body: object | Buffer;
  onAttempt?: (attempt: DeliveryAttempt) => void;
}

type Signed = Delivery & { bytes: Buffer };

export interface CourierOptions {
  /** Pauses between one try and the next; after the last one the webhook is lost. Meta goes on for 7 days. */
  gapsMs: readonly number[];
  timeoutMs: number;
  timers: Later;
  exchanges: ExchangeLog;
}

export type Courier = ReturnType<typeof createCourier>;

/** Carries signed webhooks to the app's callback, again and again until one is answered with exactly 200. */
export function createCourier({ gapsMs, timeoutMs, timers, exchanges }: CourierOptions) {
  const agent = new Agent({ keepAlive: true });
  let closed = false;

  async function attempt(delivery: Signed, number: number): Promise<DeliveryAttempt> {
    const { app, body, bytes, url = app.callbackUrl ?? "" } = delivery;
    const request = bodyKept(body, bytes.length);
    const end = exchanges.begin({ kind: "webhook", method: "POST", url, attempt: number, request });
    const { status, error, text } = await post(delivery);
    const gap = status === 200 || closed ? undefined : gapsMs[number - 1];
    if (gap !== undefined) timers.after(gap, () => void attempt(delivery, number + 1));
    const result = {
      attempt: number,
      status,
      ...(error !== undefined && { error }),
      ...(gap !== undefined && { retryAt: new Date(Date.now() + gap) }),
    };
    end({ status, error, response: bodyKept(text, text.length), retryAt: result.retryAt });
    delivery.onAttempt?.(result);
    return result;
  }

  function post({ app, bytes, url = app.callbackUrl }: Signed): Promise<WebhookAnswer> {
    if (closed) return Promise.resolve({ status: 0, text: "", error: "the emulator is closed" });
    if (url === undefined) return Promise.resolve({ status: 0, text: "", error: "no callback is set" });
    const headers = {
      accept: "*/*",
      "content-type": "application/json",
      "content-length": bytes.length,
      "user-agent": "facebookexternalua",
      "x-hub-signature-256": `sha256=${createHmac("sha256", app.appSecret).update(bytes).digest("hex")}`,
    };
    return callWebhook({ method: "POST", url, headers, bytes, agent, timeoutMs });
  }

  return {
    /** Resolves with the first answer; later tries go on by themselves. */
    deliver: (delivery: Delivery) => {
      const bytes = Buffer.isBuffer(delivery.body) ? delivery.body : metaJson(delivery.body);
      return attempt({ ...delivery, bytes }, 1);
    },
    close() {
      closed = true;
      agent.destroy();
    },
  };
}
