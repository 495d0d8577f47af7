import { z } from "zod";

/** As flows name it: `{{ secrets.name }}`. */
export const secretName = z
  .string()
  .trim()
  .regex(/^[A-Za-z][\w-]{0,59}$/, "Expected a letter, then at most 59 letters, digits, _ or -");

const secretValue = z
  .string()
  .trim()
  .min(1, "Expected a value")
  .max(8000)
  .regex(/^[^\0\p{Surrogate}]*$/u, "Holds half of a character");

/** What a person types to keep a secret. */
export const secretFields = z.object({ name: secretName, value: secretValue });

/** The same by name, as the operator writes them. */
export const secretsByName = z.record(secretName, secretValue);
