import { digits } from "../chat";
import type { Chat, GraphNumber } from "../store";

/** Meta's envelope round one value of the field `messages`, in the key order of a real delivery. */
export function webhookBody(number: GraphNumber, value: Record<string, unknown>) {
  const metadata = {
    display_phone_number: digits(number.displayPhoneNumber),
    phone_number_id: number.phoneNumberId,
  };
  const change = { value: { messaging_product: "whatsapp", metadata, ...value }, field: "messages" };
  return { object: "whatsapp_business_account", entry: [{ id: number.businessAccountId, changes: [change] }] };
}

/** The envelope of what concerns an account and none of its numbers. */
export function accountBody(businessAccountId: string, field: string, value: Record<string, unknown>) {
  const time = Math.floor(Date.now() / 1000);
  return { object: "whatsapp_business_account", entry: [{ id: businessAccountId, time, changes: [{ value, field }] }] };
}

/** A phone number in a webhook: one that is hidden is left out as Meta's pages of 2026 say, or empty as others saw it. */
export type HiddenPhones = "omitted" | "empty";

export function phoneAs(key: string, { waId }: Chat, hidden: HiddenPhones): Record<string, string> {
  if (waId !== undefined) return { [key]: waId };
  return hidden === "empty" ? { [key]: "" } : {};
}

/** The `contacts` of a value. */
export function contactsOf(chat: Chat, hidden: HiddenPhones) {
  const { name, username, userId, parentUserId, customer } = chat;
  return [
    {
      profile: { name: name ?? customer, ...(username && { username }) },
      ...phoneAs("wa_id", chat, hidden),
      ...(userId && { user_id: userId }),
      ...(parentUserId && { parent_user_id: parentUserId }),
    },
  ];
}

/** Meta's time stamps: seconds, as a string. */
export function seconds(at: Date): string {
  return String(Math.floor(at.getTime() / 1000));
}
