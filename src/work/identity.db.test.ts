import { afterAll, beforeEach, expect, test } from "vitest";
import { workAll } from "@/dev/stage";
import { makeTenant, type Tenant } from "@/dev/tenant";
import { changeBody } from "@/dev/webhook-body";
import { openNodeMount } from "@/dev/webhook-mounts";
import { asSystem } from "@/platform/db/as-system";
import { sign } from "@/whatsapp/server/signature";

const front = await openNodeMount();
afterAll(() => front.close());

let tenant: Tenant;
let serial = 0;
beforeEach(async () => {
  tenant = await makeTenant();
});

interface Who {
  phone?: string;
  userId?: string;
}

async function post(message: object, who: Who = {}): Promise<void> {
  const body = changeBody(tenant.businessAccountId, {
    metadata: { phone_number_id: tenant.phoneNumberId },
    contacts: [
      { profile: { name: "Ana" }, ...(who.phone && { wa_id: who.phone }), ...(who.userId && { user_id: who.userId }) },
    ],
    messages: [{ id: `wamid.identity-${++serial}`, timestamp: "1790000000", ...message }],
  });
  const answer = await front.send("/webhook", { body, signature: sign(Buffer.from(body), tenant.appSecret) });
  expect(answer.status).toBe(200);
}

const says = (text: string, who: Who) =>
  post(
    {
      type: "text",
      text: { body: text },
      ...(who.phone && { from: who.phone }),
      ...(who.userId && { from_user_id: who.userId }),
    },
    who,
  );

const people = () =>
  asSystem((sql) =>
    sql.query<{ waId: string | null; ids: string[]; conversations: number; said: string[] }>(
      `select p.wa_id as "waId",
         array(select i.value from contact_identities i where i.contact_id = p.id order by 1) as ids,
         (select count(*)::int from conversations c where c.contact_id = p.id) as conversations,
         array(select m.content from messages m join conversations c on c.id = m.conversation_id
               where c.contact_id = p.id and m.type = 'text' order by m.seq) as said
       from contacts p where p.organization_id = $1 order by p.id`,
      [tenant.organizationId],
    ),
  );

test("a person who is known by phone and then writes with a user id stays one contact", async () => {
  await says("one", { phone: "4917011" });
  await says("two", { phone: "4917011", userId: "DE.1" });
  await says("three", { userId: "DE.1" });
  await workAll();
  expect(await people()).toEqual([
    { waId: "4917011", ids: ["4917011", "DE.1"], conversations: 1, said: ["one", "two", "three"] },
  ]);
});

test("two contacts that turn out to be one person are merged into the user id's, with every message", async () => {
  await says("by phone", { phone: "4917022" });
  await says("by id", { userId: "DE.2" });
  await workAll();
  expect(await people()).toHaveLength(2);
  await says("by both", { phone: "4917022", userId: "DE.2" });
  await workAll();
  expect(await people()).toEqual([
    { waId: "4917022", ids: ["4917022", "DE.2"], conversations: 1, said: ["by id", "by phone", "by both"] },
  ]);
  const audit = await asSystem((sql) =>
    sql.query("select action from audit_log where organization_id = $1", [tenant.organizationId]),
  );
  expect(audit).toEqual([{ action: "contact.merged" }]);
});

test("a merge while messages are still waiting loses none of them", async () => {
  await says("by phone", { phone: "4917023" });
  await says("by id", { userId: "DE.23" });
  await says("by both", { phone: "4917023", userId: "DE.23" });
  await workAll();
  const [person, ...others] = await people();
  expect(others).toEqual([]);
  expect([...person!.said].sort()).toEqual(["by both", "by id", "by phone"]);
});

test("a customer who changed number stays the same contact and is written to at the new one", async () => {
  await says("before", { phone: "4917033" });
  await post({
    type: "system",
    from: "4917033",
    system: { type: "user_changed_number", wa_id: "4917034", body: "changed" },
  });
  await says("after", { phone: "4917034" });
  await workAll();
  expect(await people()).toEqual([{ waId: "4917034", ids: ["4917034"], conversations: 1, said: ["before", "after"] }]);
});

test("messages of many new people in one body make one contact each", async () => {
  await Promise.all(Array.from({ length: 20 }, (_, n) => says(String(n), { phone: `49170440${n % 5}` })));
  await workAll();
  expect((await people()).map(({ said }) => said.length)).toEqual([4, 4, 4, 4, 4]);
});

test("a number that passed on to somebody with another user id moves, and nobody's conversation becomes theirs", async () => {
  await says("first owner", { phone: "4917055", userId: "DE.5" });
  await says("second owner", { userId: "DE.6" });
  await says("with the number now", { phone: "4917055", userId: "DE.6" });
  await workAll();
  expect((await people()).map(({ waId, ids, said }) => [waId, ids, said])).toEqual([
    [null, ["DE.5"], ["first owner"]],
    ["4917055", ["4917055", "DE.6"], ["second owner", "with the number now"]],
  ]);
});

test("a number that its owner left is a stranger's when it writes again", async () => {
  await says("mine", { phone: "4917066" });
  await post({
    type: "system",
    from: "4917066",
    system: { type: "user_changed_number", wa_id: "4917067", body: "changed" },
  });
  await workAll();
  await says("somebody else's", { phone: "4917066" });
  await workAll();
  expect((await people()).map(({ waId, said }) => [waId, said])).toEqual([
    ["4917067", ["mine"]],
    ["4917066", ["somebody else's"]],
  ]);
});

test("one delivery may bring a message of a contact and the proof that it is another's", async () => {
  await says("by phone", { phone: "4917091" });
  await says("by user id", { userId: "BR.91" });
  const message = (content: object) => ({
    id: `wamid.identity-${++serial}`,
    timestamp: "1790000000",
    type: "text",
    ...content,
  });
  const body = changeBody(tenant.businessAccountId, {
    metadata: { phone_number_id: tenant.phoneNumberId },
    messages: [
      message({ from: "4917091", text: { body: "still by phone" } }),
      message({ from: "4917091", from_user_id: "BR.91", text: { body: "by both" } }),
    ],
  });
  const answer = await front.send("/webhook", { body, signature: sign(Buffer.from(body), tenant.appSecret) });
  expect(answer.status).toBe(200);
  await workAll();
  expect(await people()).toEqual([
    {
      waId: "4917091",
      ids: ["4917091", "BR.91"],
      conversations: 1,
      said: expect.arrayContaining(["by phone", "by user id", "still by phone", "by both"]) as string[],
    },
  ]);
});
