import { defineField } from "../define-field";

export const accountAlerts = defineField({
  name: "account_alerts",
  kind: "account",
  meaning: "An alert about the business account",
});
