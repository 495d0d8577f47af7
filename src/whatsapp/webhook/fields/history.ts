import { defineField } from "../define-field";

export const history = defineField({
  name: "history",
  kind: "history",
  meaning: "Conversations from before the number was connected; flows never answer them",
  parts: ["history", "messages", "message_echoes"].map((list) => ({ list, kind: "history" })),
});
