import { asPhone } from "../../loose-json";
import { defineField, type Reading } from "../define-field";

/** A call names both ends: the customer is the one who is not us. */
export const call: Reading = {
  kind: "call",
  who: (item, ownNumber) =>
    asPhone(item.from) === ownNumber
      ? { phone: item.to ?? item.recipient_id, userId: item.to_user_id }
      : { phone: item.from ?? item.recipient_id, userId: item.from_user_id },
};

export const calls = defineField({
  name: "calls",
  kind: "call",
  meaning: "A call came in, was answered, refused or ended, or a recording of it is ready",
  parts: [
    { list: "calls", ...call },
    { list: "statuses", ...call },
    { list: "errors", kind: "errors" },
  ],
});
