import { defineField } from "../define-field";

export const businessCapabilityUpdate = defineField({
  name: "business_capability_update",
  kind: "account",
  meaning: "How many people the business may write to, or how many numbers it may have, changed",
});
