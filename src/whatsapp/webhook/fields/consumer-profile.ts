import { defineField } from "../define-field";

export const consumerProfile = defineField({
  name: "consumer_profile",
  kind: "profile",
  meaning: "A customer's profile changed",
});
