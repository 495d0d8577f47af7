import { defineField } from "../define-field";

export const flows = defineField({
  name: "flows",
  kind: "whatsapp-flow",
  meaning: "A WhatsApp Flow changed its status, or its endpoint is in trouble",
});
