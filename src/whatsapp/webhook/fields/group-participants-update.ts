import { defineField } from "../define-field";

export const groupParticipantsUpdate = defineField({
  name: "group_participants_update",
  kind: "group",
  meaning: "People joined a group, left it, or ask to join",
  parts: [{ list: "groups", kind: "group" }],
});
