import { expect, test } from "vitest";
import { makeMember } from "@/dev/member";
import { makeTenant } from "@/dev/tenant";
import { asSystem } from "@/platform/db/as-system";
import { callAs } from "@/trpc/caller";

const setUp = async () => {
  const tenant = await makeTenant();
  return { ...tenant, person: await makeMember(tenant.organizationId, "agent") };
};

test("a member reads their organization and what they are in it", async () => {
  const { organizationId, slug, person } = await setUp();
  expect(await callAs(person).organization.current({ organization: slug })).toMatchObject({
    organization: { id: organizationId, slug, name: slug, status: "active", epoch: 1, timeZone: "UTC" },
    role: "agent",
    user: { id: person.userId },
  });
  expect(await callAs(person).organization.list()).toEqual([{ slug, name: slug }]);
});

test("another organization and one that does not exist look the same", async () => {
  const { person } = await setUp();
  const other = await makeTenant();
  const refused = { code: "NOT_FOUND", message: "There is no such organization." };
  await expect(callAs(person).organization.current({ organization: other.slug })).rejects.toMatchObject(refused);
  await expect(callAs(person).organization.current({ organization: "nothing" })).rejects.toMatchObject(refused);
});

test("who is not signed in is asked to, before anything is said of the organization", async () => {
  const { slug } = await setUp();
  for (const organization of [slug, "nothing"]) {
    await expect(callAs(null).organization.current({ organization })).rejects.toMatchObject({ code: "UNAUTHORIZED" });
  }
  await expect(callAs(null).organization.list()).rejects.toMatchObject({ code: "UNAUTHORIZED" });
});

test("a session ends at once when the user signs out everywhere", async () => {
  const { slug, person } = await setUp();
  await asSystem((sql) => sql.query("update users set session_version = 2 where id = $1", [person.userId]));
  const call = callAs(person).organization.current({ organization: slug });
  await expect(call).rejects.toMatchObject({ code: "UNAUTHORIZED" });
});

test("a removed member is out with the next call", async () => {
  const { slug, person } = await setUp();
  await callAs(person).organization.current({ organization: slug });
  await asSystem((sql) => sql.query("delete from memberships where user_id = $1", [person.userId]));
  const call = callAs(person).organization.current({ organization: slug });
  await expect(call).rejects.toMatchObject({ code: "NOT_FOUND" });
});
