import { asRecord } from "../../loose-json";
import { defineField } from "../define-field";

export const messagingHandovers = defineField({
  name: "messaging_handovers",
  kind: "handover",
  meaning: "A conversation was passed between Meta's agent and the business",
  phoneNumberId: (change) => asRecord(change.recipient).phone_number_id,
  who: (change) => ({ phone: asRecord(change.sender).phone_number, userId: asRecord(change.sender).user_id }),
});
