import { expect, test } from "vitest";
import { makeTenant, type Tenant } from "@/dev/tenant";
import { textsBody } from "@/dev/webhook-body";
import { pool } from "@/platform/db/pool";
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

test("a delivery that waits for a lock does not hold up the next", async () => {
  const [held, free] = [await makeTenant(), await makeTenant()];
  const text = (tenant: Tenant) => deliveryOf(tenant, { strangers: 1, first: 493_020_000_000 });
  await ingest(text(held));
  const holder = await pool().connect();
  await holder.query("begin");
  await holder.query("set local role recado_system");
  await holder.query("select from lanes where organization_id = $1 for update", [held.organizationId]);
  const stored: string[] = [];
  const waiting = ingest(text(held)).then(() => stored.push("held"));
  await ingest(text(free)).then(() => stored.push("free"));
  expect(stored).toEqual(["free"]);
  await holder.query("rollback");
  holder.release();
  await waiting;
});
