import { asPhone } from "../../loose-json";
import { defineField, type Reading } from "../define-field";

/** Sent by the business from its phone: the customer is whom it went to. */
export const echo: Reading = {
  kind: "echo",
  // One published example has both ends the other way round; a customer is never our own number.
  who: (item, ownNumber) =>
    ownNumber !== null && asPhone(item.to) === ownNumber
      ? { phone: item.from, userId: item.from_user_id, parentUserId: item.from_parent_user_id }
      : { phone: item.to, userId: item.to_user_id, parentUserId: item.to_parent_user_id },
  waMessageId: (item) => item.id,
  identity: (item) => item.id,
};

export const smbMessageEchoes = defineField({
  name: "smb_message_echoes",
  kind: "echo",
  meaning: "Somebody of the business wrote on the phone app or a linked device",
  parts: [
    { list: "message_echoes", ...echo },
    { list: "errors", kind: "errors" },
  ],
});
