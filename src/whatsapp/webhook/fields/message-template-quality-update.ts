import { defineField } from "../define-field";

export const messageTemplateQualityUpdate = defineField({
  name: "message_template_quality_update",
  kind: "template",
  meaning: "A template's quality score changed",
});
