import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { workAll } from "@/dev/stage";
import { makeTenant, type Tenant } from "@/dev/tenant";
import { openNodeMount } from "@/dev/webhook-mounts";
import { asSystem } from "@/platform/db/as-system";
import { sign } from "./signature";

const front = await openNodeMount();
afterAll(() => front.close());

const FIXTURES = "src/whatsapp/webhook/fixtures";

/** The body as if it were about this organization's number and account, and its messages were its own. */
function ownBy(tenant: Tenant, body: unknown): string {
  return JSON.stringify(body, function (this: Record<string, unknown>, key, value: unknown) {
    if (key === "phone_number_id") return tenant.phoneNumberId;
    if (key === "id" && Array.isArray(this["changes"])) return tenant.businessAccountId;
    return value;
  });
}

test(
  "every published body is accepted when signed, and each of its items ends processed or ignored with a reason",
  { timeout: 120_000 },
  async () => {
    const names = readdirSync(FIXTURES);
    expect(names.length).toBeGreaterThan(150);
    const tenants = new Map<string, Tenant>();
    for (const name of names) {
      const tenant = await makeTenant();
      tenants.set(name, tenant);
      const body = ownBy(tenant, JSON.parse(readFileSync(path.join(FIXTURES, name), "utf8")));
      const signature = sign(Buffer.from(body), tenant.appSecret);
      const answer = await front.send(`/api/webhooks/whatsapp/${tenant.webhookKey}`, { body, signature });
      expect([name, answer.status]).toEqual([name, 200]);
    }
    await workAll();
    for (const [name, tenant] of tenants) {
      const [delivery] = await asSystem((sql) =>
        sql.query<{ items: number; not_yours: number }>(
          "select items, not_yours from webhook_deliveries where webhook_key = $1",
          [tenant.webhookKey],
        ),
      );
      const events = await asSystem((sql) =>
        sql.query<{ state: string; outcome: string | null }>(
          "select state, outcome from webhook_events where organization_id = $1",
          [tenant.organizationId],
        ),
      );
      const unfinished = events.filter(({ state, outcome }) => !["processed", "ignored"].includes(state) || !outcome);
      expect([name, delivery?.not_yours, unfinished]).toEqual([name, 0, []]);
      expect([name, events.length > 0 || delivery?.items === 0]).toEqual([name, true]);
    }
  },
);
