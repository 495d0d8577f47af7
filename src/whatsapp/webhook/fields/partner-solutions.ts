import { defineField } from "../define-field";

export const partnerSolutions = defineField({
  name: "partner_solutions",
  kind: "partner",
  meaning: "A solution with a partner changed; its account id is the portfolio's",
});
