import { defineField } from "../define-field";

export const accountReviewUpdate = defineField({
  name: "account_review_update",
  kind: "account",
  meaning: "The business account was reviewed",
});
