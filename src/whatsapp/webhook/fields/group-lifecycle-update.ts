import { defineField } from "../define-field";

export const groupLifecycleUpdate = defineField({
  name: "group_lifecycle_update",
  kind: "group",
  meaning: "A group was created or deleted",
  parts: [{ list: "groups", kind: "group" }],
});
