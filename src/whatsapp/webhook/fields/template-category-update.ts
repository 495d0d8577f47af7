import { defineField } from "../define-field";

export const templateCategoryUpdate = defineField({
  name: "template_category_update",
  kind: "template",
  meaning: "A template's category has changed, or is about to",
});
