import { defineField } from "../define-field";

export const paymentConfigurationUpdate = defineField({
  name: "payment_configuration_update",
  kind: "payment",
  meaning: "A payment configuration changed",
});
