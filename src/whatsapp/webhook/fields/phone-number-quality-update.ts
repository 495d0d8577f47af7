import { defineField } from "../define-field";

export const phoneNumberQualityUpdate = defineField({
  name: "phone_number_quality_update",
  kind: "number",
  meaning: "The quality or the throughput of a phone number changed",
});
