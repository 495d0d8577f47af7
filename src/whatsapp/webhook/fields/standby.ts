import { defineField } from "../define-field";
import { message, status } from "./messages";

export const standby = defineField({
  name: "standby",
  kind: "standby",
  meaning: "What customer and agent say while Meta's own agent has the conversation; flows never answer it",
  within: "standby",
  parts: [
    { list: "messages", ...message, kind: "standby-message" },
    { list: "statuses", ...status, kind: "standby-status" },
    { list: "message_echoes", kind: "standby-echo" },
  ],
});
