import { TRPCError } from "@trpc/server";
import { beforeAll, describe, expect, test } from "vitest";
import { makeMember } from "@/dev/member";
import { makeTenant, type Tenant } from "@/dev/tenant";
import { appendMessages } from "@/conversation/server/append-messages";
import type { Incoming } from "@/conversation/message";
import { contextFor } from "@/organization/server/identify";
import { asSystem } from "@/platform/db/as-system";
import { sqlInOrganization } from "@/platform/db/in-organization";
import { newId } from "@/platform/id";
import { createCallerFactory } from "@/trpc/init";
import { eventRouter } from "./event-router";

const createCaller = createCallerFactory(eventRouter);
const agentOf = async ({ organizationId }: Tenant) =>
  createCaller(contextFor(await makeMember(organizationId, "agent")));

interface Given {
  readonly kind?: string;
  readonly field?: string;
  readonly state?: string;
  readonly outcome?: string;
  readonly payload?: unknown;
  readonly trace?: unknown;
  readonly waMessageId?: string;
  readonly contactId?: string;
  readonly conversationId?: string;
}

const text = (body: string) => ({ messages: [{ type: "text", text: { body } }] });

/** What the webhook and the worker leave behind. */
async function store({ organizationId, connectionId }: Tenant, given: Given = {}): Promise<string> {
  const event = { kind: "message", field: "messages", state: "processed", payload: text("Hola"), ...given };
  const id = newId();
  await asSystem((sql) =>
    sql.query(
      `insert into webhook_events (id, organization_id, connection_id, delivery_id, event_key, field, kind, payload, state,
         outcome, trace, wa_message_id, contact_id, conversation_id, tries, processed_at)
       values ($1, $2, $3, $1, $1::uuid::text, $4, $5, $6, $7, $8, $9, $10, $11, $12, 1, now())`,
      [
        id,
        organizationId,
        connectionId,
        event.field,
        event.kind,
        event.payload,
        event.state,
        event.outcome,
        event.trace,
        event.waMessageId,
        event.contactId,
        event.conversationId,
      ],
    ),
  );
  return id;
}

describe("the list", () => {
  let tenant: Tenant;
  let agent: Awaited<ReturnType<typeof agentOf>>;
  let organization: string;
  beforeAll(async () => {
    tenant = await makeTenant();
    organization = tenant.slug;
    agent = await agentOf(tenant);
  });

  test("is empty before the first webhook", async () => {
    expect(await agent.list({ organization })).toEqual({ items: [], nextCursor: null });
  });

  test("goes from the newest to the oldest, page by page, without losing or repeating one", async () => {
    const ids: string[] = [];
    for (let index = 0; index < 120; index++) ids.push(await store(tenant));
    const seen: string[] = [];
    for (let cursor: string | undefined, more = true; more;) {
      const page = await agent.list({ organization, cursor });
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
      more = page.nextCursor !== null;
    }
    expect(seen).toEqual(ids.reverse());
  });

  test("is narrowed by state and by kind", async () => {
    const failed = await store(tenant, { state: "failed" });
    const status = await store(tenant, { kind: "status", state: "failed", payload: { statuses: [] } });
    const idsOf = async (filter: object) => (await agent.list({ organization, ...filter })).items.map(({ id }) => id);
    expect(await idsOf({ state: "failed" })).toEqual([status, failed]);
    expect(await idsOf({ state: "failed", kind: "message" })).toEqual([failed]);
    expect(await idsOf({ kind: "status" })).toEqual([status]);
  });

  test("tells what an event says, not its whole payload", async () => {
    await store(tenant, { payload: text("Quiero pedir"), outcome: "no-trigger" });
    const [item] = (await agent.list({ organization })).items;
    expect(item).toMatchObject({ detail: "Quiero pedir", outcome: "no-trigger", connection: { name: "Main" } });
    expect(item).not.toHaveProperty("payload");
  });

  test("holds one's own organization's only", async () => {
    const other = await makeTenant();
    expect((await (await agentOf(other)).list({ organization: other.slug })).items).toEqual([]);
  });
});

describe("one event", () => {
  test("is found with its item, its message and what the bot said because of it", async () => {
    const tenant = await makeTenant();
    const { organizationId, connectionId, slug } = tenant;
    const [contactId, conversationId, sessionId] = [newId(), newId(), newId()];
    await sqlInOrganization(organizationId, async (sql) => {
      await sql.query("insert into contacts (id, organization_id, name, wa_id) values ($1, $2, 'Ana', '5215550001')", [
        contactId,
        organizationId,
      ]);
      await sql.query(
        "insert into conversations (id, organization_id, connection_id, contact_id) values ($1, $2, $3, $4)",
        [conversationId, organizationId, connectionId, contactId],
      );
      const payload: Incoming = {
        type: "text",
        text: "Hola",
        choice: null,
        media: null,
        location: null,
        reaction: null,
        repliesTo: null,
        group: false,
      };
      const inbound = { direction: "inbound", sender: "contact", status: "Delivered", payload } as const;
      const outbound = { direction: "outbound", sender: "bot", status: "Pending" } as const;
      const said = (content: string) => ({ content, payload: { kind: "text", text: content } as const });
      await appendMessages(sql, conversationId, [
        { ...inbound, id: newId(), type: "text", content: "Hola", waMessageId: "wamid.1" },
        { ...outbound, ...said("Hi"), id: newId(), type: "text", effectId: `${sessionId}:1:0` },
        { ...outbound, ...said("How can I help?"), id: newId(), type: "text", effectId: `${sessionId}:1:1` },
        { ...outbound, ...said("Later"), id: newId(), type: "text", effectId: `${sessionId}:2:0` },
      ]);
    });
    const trace = {
      session: { id: sessionId, flow: "Welcome", version: 1, revision: 1, status: "Paused" },
      steps: [{ effects: [`${sessionId}:1:0`] }, { effects: [`${sessionId}:1:1`] }],
    };
    const id = await store(tenant, { trace, waMessageId: "wamid.1", contactId, conversationId });

    const event = await (await agentOf(tenant)).get({ organization: slug, id });
    expect(event).toMatchObject({
      field: "messages",
      kind: "message",
      payload: text("Hola"),
      trace,
      contact: { name: "Ana", waId: "5215550001" },
      conversationId,
      connection: { name: "Main" },
      message: { content: "Hola", direction: "inbound" },
    });
    expect(event.caused.map(({ content, status }) => [content, status])).toEqual([
      ["Hi", "Pending"],
      ["How can I help?", "Pending"],
    ]);

    // A status names its message only; whose that is, is known here.
    const status = await store(tenant, { kind: "status", waMessageId: "wamid.1", payload: { statuses: [] } });
    const whose = { conversationId, contact: { name: "Ana", waId: "5215550001" } };
    const reader = await agentOf(tenant);
    expect(await reader.get({ organization: slug, id: status })).toMatchObject(whose);
    expect((await reader.list({ organization: slug, kind: "status" })).items[0]).toMatchObject(whose);
  });

  test("of an account, with nothing around it, is found too", async () => {
    const tenant = await makeTenant();
    const id = await store(tenant, { kind: "account", field: "account_update", state: "ignored", payload: {} });
    expect(await (await agentOf(tenant)).get({ organization: tenant.slug, id })).toMatchObject({
      message: null,
      caused: [],
      contact: null,
      conversationId: null,
    });
  });

  test("of another organization is not found, nor one that never was", async () => {
    const [tenant, other] = [await makeTenant(), await makeTenant()];
    const stranger = await agentOf(other);
    const notFound = async (call: Promise<unknown>) => {
      const error: unknown = await call.catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(TRPCError);
      expect((error as TRPCError).code).toBe("NOT_FOUND");
    };
    const id = await store(tenant);
    await notFound(stranger.get({ organization: other.slug, id }));
    await notFound(stranger.get({ organization: tenant.slug, id }));
    await notFound(stranger.list({ organization: tenant.slug }));
    await notFound(stranger.get({ organization: other.slug, id: newId() }));
  });
});
