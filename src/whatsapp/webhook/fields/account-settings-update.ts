import { asRecord } from "../../loose-json";
import { defineField } from "../define-field";

export const accountSettingsUpdate = defineField({
  name: "account_settings_update",
  kind: "account",
  meaning: "The settings of a phone number changed",
  phoneNumberId: (change) => asRecord(change.phone_number_settings).phone_number_id,
});
