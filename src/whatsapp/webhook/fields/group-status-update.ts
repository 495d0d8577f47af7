import { defineField } from "../define-field";

export const groupStatusUpdate = defineField({
  name: "group_status_update",
  kind: "group",
  meaning: "A group was suspended, or is no longer",
  parts: [{ list: "groups", kind: "group" }],
});
