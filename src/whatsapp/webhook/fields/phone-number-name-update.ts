import { defineField } from "../define-field";

export const phoneNumberNameUpdate = defineField({
  name: "phone_number_name_update",
  kind: "number",
  meaning: "The display name of a phone number was decided on",
});
