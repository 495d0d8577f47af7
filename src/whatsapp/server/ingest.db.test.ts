import { expect, test } from "vitest";
import { makeTenant, type Tenant } from "@/dev/tenant";
import { textsBody } from "@/dev/webhook-body";
import { newId } from "@/platform/id";
import { readBody } from "../webhook/read-body";
import type { Delivery } from "./delivery";
import { ingest } from "./ingest";

/** Texts of so many strangers, as one verified delivery. */
function deliveryOf(tenant: Tenant, { strangers, first }: { strangers: number; first: number }): Delivery {
  const texts = Array.from({ length: strangers }, (_, n) => ({
    id: `wamid.${newId()}`,
    from: String(first + n),
    text: "hola",
  }));
  const body = textsBody(tenant, texts);
  const { items } = readBody(JSON.parse(body), (value) => value);
  return {
    id: newId(),
    webhookKey: null,
    headers: {},
    body: Buffer.from(body),
    verifiedBy: tenant.connectionId,
    items: items.map((item) => ({ item, ...tenant })),
    itemCount: items.length,
  };
}

test("two bodies of strangers by the thousand do not hold up another organization", { timeout: 30_000 }, async () => {
  const [crowd, other] = [await makeTenant(), await makeTenant()];
  const stored: string[] = [];
  const store = async (who: string, delivery: Delivery) => {
    await ingest(delivery);
    stored.push(who);
  };
  const crowded = [0, 1500].map((n) => deliveryOf(crowd, { strangers: 1500, first: 493_010_000_000 + n }));
  const one = deliveryOf(other, { strangers: 1, first: 493_010_000_000 });
  await Promise.all([...crowded.map((delivery) => store("crowd", delivery)), store("other", one)]);
  expect(stored).toEqual(["other", "crowd", "crowd"]);
});
