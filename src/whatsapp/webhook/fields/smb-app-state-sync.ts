import { asRecord } from "../../loose-json";
import { defineField } from "../define-field";

export const smbAppStateSync = defineField({
  name: "smb_app_state_sync",
  kind: "contact-sync",
  meaning: "A contact was added to the phone app's address book, or removed from it",
  parts: [
    {
      list: "state_sync",
      kind: "contact-sync",
      who: (item) => {
        const contact = asRecord(item.contact);
        return {
          phone: contact.phone_number,
          userId: contact.user_id,
          name: contact.full_name,
          username: contact.username,
        };
      },
    },
  ],
});
