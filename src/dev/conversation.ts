import { appendMessages, type NewMessage } from "@/conversation/server/append-messages";
import { asSystem } from "@/platform/db/as-system";
import { sqlInOrganization } from "@/platform/db/in-organization";
import { newId } from "@/platform/id";
import type { Tenant } from "./tenant";

/** A contact with an empty conversation, for tests. Gives the conversation's id. */
export async function makeConversation(
  { organizationId, connectionId }: Pick<Tenant, "organizationId" | "connectionId">,
  { name = "Ana", waId = newId() }: { name?: string; waId?: string } = {},
): Promise<string> {
  const [contactId, conversationId] = [newId(), newId()];
  await asSystem(async (sql) => {
    await sql.query("insert into contacts (id, organization_id, name, wa_id) values ($1, $2, $3, $4)", [
      contactId,
      organizationId,
      name,
      waId,
    ]);
    await sql.query(
      "insert into conversations (id, organization_id, connection_id, contact_id) values ($1, $2, $3, $4)",
      [conversationId, organizationId, connectionId, contactId],
    );
  });
  return conversationId;
}

const FROM_CUSTOMER = { direction: "inbound", sender: "contact", type: "text", status: "Delivered" } as const;

/** Texts of the customer, or messages as given. Gives their ids. */
export async function addMessages(
  { organizationId }: Pick<Tenant, "organizationId">,
  conversationId: string,
  messages: readonly (string | Partial<NewMessage>)[],
): Promise<string[]> {
  const added = messages.map((given): NewMessage => {
    const { content = "", ...rest } = typeof given === "string" ? { content: given } : given;
    return { id: newId(), ...FROM_CUSTOMER, content, payload: { kind: "text", text: content }, ...rest };
  });
  await sqlInOrganization(organizationId, (sql) => appendMessages(sql, conversationId, added));
  return added.map(({ id }) => id);
}
