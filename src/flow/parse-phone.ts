import { isSupportedCountry, parsePhoneNumberFromString } from "libphonenumber-js";

/** The country of a phone number in international digits, as two letters; null when it has none, or is no number. */
export function countryOfPhone(phone: string): string | null {
  const number = parsePhoneNumberFromString(`+${phone}`, { extract: false });
  // Numbers that are not in use, like those of films, still begin with their country's.
  return number?.country ?? number?.getPossibleCountries()[0] ?? null;
}

/** A phone number as people write it, as `+` and digits; null when it is none. Without a country code it is one of `country`. */
export function parsePhone(text: string, country: string | null): string | null {
  // Each country has its own way to dial abroad; in writing 00 stands for all of them.
  const written = text.trim().replace(/^00/, "+");
  const number = parsePhoneNumberFromString(written, {
    extract: false,
    ...(country !== null && isSupportedCountry(country) && { defaultCountry: country }),
  });
  return number?.isValid() ? number.number : null;
}
