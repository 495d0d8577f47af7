import { defineField } from "../define-field";

export const groupSettingsUpdate = defineField({
  name: "group_settings_update",
  kind: "group",
  meaning: "A group's settings changed",
  parts: [{ list: "groups", kind: "group" }],
});
