import { defineField } from "../define-field";

export const messageTemplateStatusUpdate = defineField({
  name: "message_template_status_update",
  kind: "template",
  meaning: "A template was approved, rejected, paused or otherwise changed its status",
});
