import { defineField } from "../define-field";

export const security = defineField({
  name: "security",
  kind: "number",
  meaning: "The PIN of a phone number was changed or asked for",
});
