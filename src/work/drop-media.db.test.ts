import { beforeEach, expect, test, vi } from "vitest";
import { addMessages, makeConversation } from "@/dev/conversation";
import { workAll } from "@/dev/stage";
import { makeTenant, type Tenant } from "@/dev/tenant";
import { changesSince } from "@/conversation/server/changes-since";
import { asSystem } from "@/platform/db/as-system";
import { inOrganization } from "@/platform/db/in-organization";
import { ensureUpkeep } from "./upkeep";

vi.stubEnv("MEDIA_KEPT_DAYS", "30");
vi.stubEnv("MEDIA_ORGANIZATION_MIB", "100");

interface Given {
  days: number;
  /** As it is written down: the bytes are few. */
  mib?: number;
}

let tenant: Tenant;
let conversationId: string;
beforeEach(async () => {
  tenant = await makeTenant();
  conversationId = await makeConversation(tenant);
});

async function keep(given: readonly Given[], { organizationId }: Tenant = tenant, conversation = conversationId) {
  const ids = await addMessages(
    { organizationId },
    conversation,
    given.map(() => ({ type: "image" })),
  );
  await asSystem((sql) =>
    sql.query(
      `insert into message_media (message_id, organization_id, conversation_id, media_id, state, mime_type, sha256, size, bytes, kept_at)
       select id, $1, $2, '1', 'kept', 'image/jpeg', 'ab', mib * 1048576, 'x', now() - make_interval(days => days)
       from unnest($3::uuid[], $4::int[], $5::int[]) as g (id, days, mib)`,
      [organizationId, conversation, ids, given.map(({ days }) => days), given.map(({ mib = 1 }) => mib)],
    ),
  );
}
async function upkeep(): Promise<void> {
  await ensureUpkeep();
  await asSystem((sql) =>
    sql.query("update lanes set wake_at = now(), not_before = '-infinity' where kind = 'upkeep'"),
  );
  await workAll();
}
const states = async ({ organizationId }: Tenant = tenant) => {
  const rows = await asSystem((sql) =>
    sql.query<{ state: string; hasBytes: boolean }>(
      `select d.state, d.bytes is not null as "hasBytes" from message_media d join messages m on m.id = d.message_id
       where d.organization_id = $1 order by m.seq`,
      [organizationId],
    ),
  );
  expect(rows.every(({ state, hasBytes }) => hasBytes === (state === "kept"))).toBe(true);
  return rows.map(({ state }) => state);
};

test("a file is dropped when it was kept for so many days, and no sooner", async () => {
  await keep([{ days: 31 }, { days: 29 }, { days: 0 }]);
  await upkeep();
  expect(await states()).toEqual(["dropped", "kept", "kept"]);
});

test("what an organization has too much of goes, the oldest first, and nobody else's", async () => {
  const other = await makeTenant();
  await keep([
    { days: 4, mib: 40 },
    { days: 3, mib: 40 },
    { days: 2, mib: 40 },
    { days: 1, mib: 20 },
  ]);
  await keep([{ days: 9, mib: 100 }], other, await makeConversation(other));
  await upkeep();
  expect(await states()).toEqual(["dropped", "kept", "kept", "kept"]);
  expect(await states(other)).toEqual(["kept"]);
});

test("what has yet to be sent is needed, however old and much it is", async () => {
  await keep([{ days: 40 }, { days: 31 }, { days: 3, mib: 90 }, { days: 2, mib: 20 }]);
  await asSystem((sql) =>
    sql.query("update messages set direction = 'outbound', sender = 'agent', status = 'Pending' where seq in (1, 3)"),
  );
  await upkeep();
  expect(await states()).toEqual(["kept", "dropped", "kept", "kept"]);
});

test("more than one batch goes at once", async () => {
  await keep(Array.from({ length: 120 }, () => ({ days: 40 })));
  await upkeep();
  expect(new Set(await states())).toEqual(new Set(["dropped"]));
});

test("an open thread learns which files are gone", async () => {
  await keep([{ days: 31 }, { days: 1 }, { days: 32 }]);
  const since = (revision: number) =>
    inOrganization(tenant.organizationId, (db) => changesSince(db, { conversationId, revision }));
  const { revision } = await since(0);
  await upkeep();
  const after = await since(revision);
  expect(after.messages.map(({ seq, media }) => [seq, media?.state]).sort()).toEqual([
    [1, "dropped"],
    [3, "dropped"],
  ]);
  expect(after.revision).toBe(revision + 2);
});
