import { expect, test, vi } from "vitest";
import { makeTenant, type Tenant } from "@/dev/tenant";
import { askSystem } from "@/platform/db/as-system";
import { pool } from "@/platform/db/pool";
import { idsFrom, newId } from "@/platform/id";
import { dropOld } from "./retention";

vi.stubEnv("EVENTS_KEPT_DAYS", "30");

const DAY_MS = 24 * 60 * 60 * 1000;
const daysAgo = (days: number) => new Date(Date.now() - days * DAY_MS);
/** As `newId` would have made it then. */
const idOf = (days: number) => idsFrom(daysAgo(days)).slice(0, 18) + newId().slice(18);

async function addEvents(tenant: Tenant, events: readonly { days: number; state?: string }[]): Promise<string[]> {
  const ids = events.map(({ days }) => idOf(days));
  await askSystem(
    `insert into webhook_events (id, organization_id, delivery_id, event_key, field, kind, payload, state)
     select id, $1, gen_random_uuid(), id::text, 'messages', 'message', '{}', state from unnest($2::uuid[], $3::text[]) as g (id, state)`,
    [tenant.organizationId, ids, events.map(({ state = "processed" }) => state)],
  );
  return ids;
}

const eventsOf = async ({ organizationId }: Tenant) =>
  (
    await askSystem<{ id: string }>("select id from webhook_events where organization_id = $1 order by id", [
      organizationId,
    ])
  ).map(({ id }) => id);

test("events are dropped when they were kept for so many days, but none that is still to be worked", async () => {
  const tenant = await makeTenant();
  const [, waiting, young] = await addEvents(tenant, [{ days: 31 }, { days: 31, state: "received" }, { days: 29 }]);
  expect(await dropOld()).toBe(false);
  expect(await eventsOf(tenant)).toEqual([waiting, young]);
});

test("there may be more after a batch of a thousand", async () => {
  const tenant = await makeTenant();
  await addEvents(
    tenant,
    Array.from({ length: 1_500 }, () => ({ days: 40 })),
  );
  expect(await dropOld()).toBe(true);
  expect(await eventsOf(tenant)).toHaveLength(500);
  expect(await dropOld()).toBe(false);
  expect(await eventsOf(tenant)).toEqual([]);
});

test("what somebody holds is passed over, and dropped the next time", async () => {
  const tenant = await makeTenant();
  const [held] = await addEvents(tenant, [{ days: 40 }, { days: 40 }]);
  const holder = await pool().connect();
  await holder.query("begin");
  await holder.query("set local role recado_system");
  await holder.query("select from webhook_events where id = $1 for update", [held]);
  await dropOld();
  expect(await eventsOf(tenant)).toEqual([held]);
  await holder.query("rollback");
  holder.release();
  await dropOld();
  expect(await eventsOf(tenant)).toEqual([]);
});

test("the bytes of deliveries go after eight days", async () => {
  const [old, young] = [newId(), newId()];
  await askSystem(
    `insert into webhook_deliveries (id, headers, body, received_at)
     select id, '{}', 'x', now() - make_interval(days => days) from unnest($1::uuid[], $2::int[]) as g (id, days)`,
    [
      [old, young],
      [9, 7],
    ],
  );
  await dropOld();
  expect(await askSystem("select id from webhook_deliveries where id = any($1::uuid[])", [[old, young]])).toEqual([
    { id: young },
  ]);
});
