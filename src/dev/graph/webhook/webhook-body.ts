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

/** The `contacts` of a value: a hidden phone number is left out, as Meta's pages of 2026 say. */
export function contactsOf({ name, waId, userId, customer }: Chat) {
  return [{ profile: { name: name ?? customer }, ...(waId && { wa_id: waId }), ...(userId && { user_id: userId }) }];
}

/** Meta's time stamps: seconds, as a string. */
export function seconds(at: Date): string {
  return String(Math.floor(at.getTime() / 1000));
}
