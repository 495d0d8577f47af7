import { parsePhoneNumberFromString } from "libphonenumber-js";
import { z } from "zod";
import { digits } from "../graph/chat";

/** A number as people write it, as its digits. */
export const WrittenNumber = z
  .string()
  .transform(digits)
  .refine((number) => /^[1-9]\d{7,14}$/.test(number), "Write the number with its country code, like +1 202 555 0114.");

/** Digits as people read them: `+1 202 555 0114`. */
export function readableNumber(number: string): string {
  return parsePhoneNumberFromString(`+${number}`)?.formatInternational() ?? `+${number}`;
}
