import { defineField } from "../define-field";
import { echo } from "./smb-message-echoes";

export const messageEchoes = defineField({
  name: "message_echoes",
  kind: "echo",
  meaning: "The business wrote by other means than this deployment",
  parts: [{ list: "message_echoes", ...echo }],
});
