import { defineField } from "../define-field";

export const businessStatusUpdate = defineField({
  name: "business_status_update",
  kind: "account",
  meaning: "The business's status or verification changed",
});
