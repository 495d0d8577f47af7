import { defineField } from "../define-field";

export const businessUsernameUpdates = defineField({
  name: "business_username_updates",
  kind: "number",
  meaning: "The business's own username was approved, reserved or deleted",
});

/** The name that published samples have. */
export const businessUsernameUpdate = { ...businessUsernameUpdates, name: "business_username_update" };
