import { beforeEach, expect, test } from "vitest";
import { makeConversation } from "@/dev/conversation";
import { makeMember } from "@/dev/member";
import { makeTenant, type Tenant } from "@/dev/tenant";
import { mayHear } from "@/conversation/server/may-hear";
import { asSystem } from "@/platform/db/as-system";
import { newId } from "@/platform/id";
import { callAs } from "@/trpc/caller";
import type { Role } from "../role";

let tenant: Tenant;
beforeEach(async () => void (tenant = await makeTenant()));

async function join(role: Role) {
  const claim = await makeMember(tenant.organizationId, role);
  const { organization } = callAs(claim);
  const { slug } = tenant;
  return {
    id: claim.userId,
    current: () => organization.current({ organization: slug }),
    remove: (userId: string) => organization.removeMember({ organization: slug, userId }),
  };
}

test("who is removed is out, and hears the organization under neither its old name nor its new one", async () => {
  const [owner, agent] = [await join("owner"), await join("agent")];
  const before = (await owner.current()).organization.epoch;
  await owner.remove(agent.id);
  await expect(agent.current()).rejects.toMatchObject({ code: "NOT_FOUND" });
  const { epoch } = (await owner.current()).organization;
  expect(epoch).toBe(before + 1);
  const { organizationId } = tenant;
  for (const name of [before, epoch]) {
    expect(await mayHear({ kind: "organization", organizationId, epoch: name }, agent.id)).toBeNull();
  }
  expect(await mayHear({ kind: "organization", organizationId, epoch }, owner.id)).not.toBeNull();
});

test("it is noted who removed whom, in the transaction that did it", async () => {
  const [owner, agent] = [await join("owner"), await join("agent")];
  await owner.remove(agent.id);
  const [noted] = await asSystem((sql) =>
    sql.query(
      `select a.user_id as by, a.subject, a.detail, a.xmin = o.xmin as together from audit_log a
       join organizations o on o.id = a.organization_id where o.id = $1 and a.action = 'member.remove'`,
      [tenant.organizationId],
    ),
  );
  expect(noted).toEqual({ by: owner.id, subject: agent.id, detail: { before: { role: "agent" } }, together: true });
});

test("the conversations of who left are nobody's, at a new revision", async () => {
  const [owner, agent] = [await join("owner"), await join("agent")];
  const conversationId = await makeConversation(tenant);
  const read = () =>
    asSystem((sql) =>
      sql.query<{ assignee: string | null; revision: number }>(
        "select assignee_id as assignee, revision from conversations where id = $1",
        [conversationId],
      ),
    );
  await asSystem((sql) =>
    sql.query("update conversations set assignee_id = $2, owner = 'person' where id = $1", [conversationId, agent.id]),
  );
  const [before] = await read();
  await owner.remove(agent.id);
  expect(await read()).toEqual([{ assignee: null, revision: (before?.revision ?? 0) + 1 }]);
});

test("agents remove nobody, admins no owner, and a stranger is not there", async () => {
  const [owner, admin, agent] = [await join("owner"), await join("admin"), await join("agent")];
  await expect(agent.remove(agent.id)).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(admin.remove(owner.id)).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(owner.remove(newId())).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect((await owner.current()).organization.epoch).toBe(1);
});

test("the last owner stays, also when two remove each other at once", async () => {
  const [one, other] = [await join("owner"), await join("owner")];
  const outcomes = await Promise.allSettled([one.remove(other.id), other.remove(one.id)]);
  expect(outcomes.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  const left = outcomes[0].status === "fulfilled" ? one : other;
  await expect(left.remove(left.id)).rejects.toMatchObject({ code: "CONFLICT" });
});
