import { defineField } from "../define-field";

export const accountUpdate = defineField({
  name: "account_update",
  kind: "account",
  meaning: "The business account was connected, disconnected, restricted or otherwise changed",
});
