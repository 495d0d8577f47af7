import { z } from "zod";

/** First parts of paths that are not organizations. */
const RESERVED = new Set(
  "api webhook health metrics sign-in sign-up sign-out invitation reset operator docs phone static public".split(" "),
);

/** An organization's name in addresses. */
export const slug = z
  .string()
  .trim()
  .regex(/^[a-z0-9](?:[a-z0-9-]{0,46}[a-z0-9])?$/, "Expected up to 48 letters a-z, digits and hyphens")
  .refine((value) => !RESERVED.has(value), "This word is an address of its own");
