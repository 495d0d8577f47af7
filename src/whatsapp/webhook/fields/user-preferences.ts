import { defineField } from "../define-field";

export const userPreferences = defineField({
  name: "user_preferences",
  kind: "preference",
  meaning: "A customer stops, resumes or signs up for marketing messages",
  parts: [
    { list: "user_preferences", kind: "preference", who: (item) => ({ phone: item.wa_id, userId: item.user_id }) },
  ],
});
