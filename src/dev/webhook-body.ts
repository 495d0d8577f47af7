/** The body of a webhook with the customers' texts given, as Meta nests it. */
export function textsBody(
  { phoneNumberId, businessAccountId }: { phoneNumberId: string; businessAccountId: string },
  texts: readonly { id: string; from: string; text: string; at?: number; context?: { id: string } }[],
): string {
  return changeBody(businessAccountId, {
    messaging_product: "whatsapp",
    metadata: { display_phone_number: "15550000", phone_number_id: phoneNumberId },
    contacts: [...new Set(texts.map(({ from }) => from))].map((from) => ({
      profile: { name: `Customer ${from}` },
      wa_id: from,
    })),
    messages: texts.map(({ id, from, text, at = Date.now(), context }) => ({
      ...(context && { context }),
      from,
      id,
      timestamp: String(Math.floor(at / 1000)),
      text: { body: text },
      type: "text",
    })),
  });
}

/** The body of a webhook with the statuses given. */
export function statusesBody(
  { phoneNumberId, businessAccountId }: { phoneNumberId: string; businessAccountId: string },
  statuses: readonly { id: string; status: string; biz_opaque_callback_data?: string; errors?: readonly object[] }[],
): string {
  return changeBody(businessAccountId, {
    messaging_product: "whatsapp",
    metadata: { display_phone_number: "15550000", phone_number_id: phoneNumberId },
    statuses: statuses.map((status) => ({
      ...status,
      timestamp: String(Math.floor(Date.now() / 1000)),
      recipient_id: "491701",
    })),
  });
}

export const changeBody = (businessAccountId: string, value: object, field = "messages"): string =>
  JSON.stringify({
    object: "whatsapp_business_account",
    entry: [{ id: businessAccountId, changes: [{ value, field }] }],
  });
