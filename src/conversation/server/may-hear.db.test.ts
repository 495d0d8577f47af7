import { beforeAll, expect, test } from "vitest";
import { makeMember } from "@/dev/member";
import { makeTenant, type Tenant } from "@/dev/tenant";
import { asSystem } from "@/platform/db/as-system";
import { newId } from "@/platform/id";
import { mayHear } from "./may-hear";

let tenant: Tenant;
let member: string;
let stranger: string;
let conversationId: string;

beforeAll(async () => {
  tenant = await makeTenant();
  member = (await makeMember(tenant.organizationId, "agent")).userId;
  stranger = (await makeMember((await makeTenant()).organizationId, "owner")).userId;
  conversationId = await makeConversation(tenant);
});

async function makeConversation({ organizationId, connectionId }: Tenant): Promise<string> {
  const [contactId, id] = [newId(), newId()];
  await asSystem(async (sql) => {
    await sql.query("insert into contacts (id, organization_id) values ($1, $2)", [contactId, organizationId]);
    await sql.query(
      "insert into conversations (id, organization_id, connection_id, contact_id) values ($1, $2, $3, $4)",
      [id, organizationId, connectionId, contactId],
    );
  });
  return id;
}

const organizationAt = (epoch: number) => ({
  kind: "organization" as const,
  organizationId: tenant.organizationId,
  epoch,
});
const conversationAt = (epoch: number) => ({ kind: "conversation" as const, conversationId, epoch });

test("a member hears their organization and its conversations", async () => {
  expect(await mayHear(organizationAt(1), member)).toEqual({ name: "An agent" });
  expect(await mayHear(conversationAt(1), member)).toEqual({ name: "An agent" });
  expect(await mayHear({ ...conversationAt(1), kind: "presence" }, member)).toEqual({ name: "An agent" });
});

test("a member of another organization hears nothing of it", async () => {
  expect(await mayHear(organizationAt(1), stranger)).toBeNull();
  expect(await mayHear(conversationAt(1), stranger)).toBeNull();
});

test("an epoch beyond what a column holds is nobody's", async () => {
  expect(await mayHear(organizationAt(9_999_999_999), member)).toBeNull();
});

test("a conversation that does not exist is heard by nobody", async () => {
  expect(await mayHear({ ...conversationAt(1), conversationId: newId() }, member)).toBeNull();
});

test("the names of an older epoch are heard by nobody", async () => {
  await asSystem((sql) => sql.query("update organizations set epoch = 2 where id = $1", [tenant.organizationId]));
  expect(await mayHear(organizationAt(1), member)).toBeNull();
  expect(await mayHear(conversationAt(1), member)).toBeNull();
  expect(await mayHear(conversationAt(2), member)).toEqual({ name: "An agent" });
});

test("who was removed hears nothing more", async () => {
  await asSystem((sql) => sql.query("delete from memberships where user_id = $1", [member]));
  expect(await mayHear(organizationAt(2), member)).toBeNull();
});
