import { count, observe, secondsSince } from "@/platform/metrics/count";
import type { WebhookAnswer } from "./webhook-answer";

const OUTCOMES: Readonly<Record<number, string>> = {
  200: "stored",
  400: "malformed",
  403: "refused",
  413: "too-large",
  503: "not-stored",
};

/** Counts an answer to the webhook; `start` is when its headers had come, a moment of `performance.now()`. */
export function countWebhook(method: string, { status }: WebhookAnswer, start: number): void {
  if (method === "POST") {
    count("recado_webhooks_total", { outcome: OUTCOMES[status] ?? "other" });
    observe("recado_webhook_acknowledgement_seconds", { status: String(status) }, secondsSince(start));
  } else if (method === "GET") {
    count("recado_webhooks_total", { outcome: status === 200 ? "handshake" : "handshake-refused" });
  } else {
    count("recado_webhooks_total", { outcome: "other" });
  }
}

/** Counts the items of verified deliveries once they are stored; `stored` is how many of each delivery are events now. */
export function countItems(
  deliveries: readonly { readonly items: readonly unknown[]; readonly itemCount: number }[],
  stored: ReadonlyMap<string, number>,
): void {
  let [fresh, ours, all] = [0, 0, 0];
  for (const number of stored.values()) fresh += number;
  for (const { items, itemCount } of deliveries) [ours, all] = [ours + items.length, all + itemCount];
  if (fresh > 0) count("recado_webhook_items_total", { outcome: "stored" }, fresh);
  if (ours > fresh) count("recado_webhook_items_total", { outcome: "known" }, ours - fresh);
  if (all > ours) count("recado_webhook_items_total", { outcome: "not-yours" }, all - ours);
}
