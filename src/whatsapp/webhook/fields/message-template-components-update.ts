import { defineField } from "../define-field";

export const messageTemplateComponentsUpdate = defineField({
  name: "message_template_components_update",
  kind: "template",
  meaning: "A template's texts were changed",
});
