import { defineField } from "../define-field";

export const userIdUpdate = defineField({
  name: "user_id_update",
  kind: "identity",
  meaning: "A customer has a new user id (no longer sent; system messages say it now)",
  parts: [{ list: "user_id_update", kind: "identity", who: (item) => ({ phone: item.wa_id }) }],
});
