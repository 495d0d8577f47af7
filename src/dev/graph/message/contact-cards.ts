import { invalid, list, missing, problemUnless, type Problems, record, text, textOf } from "./check";

const OTHER_PARTS = ["first_name", "last_name", "middle_name", "suffix", "prefix"];

/** 1 to 257 cards, each with the whole name and one part of it at least. */
export function checkContactCards(_: Record<string, unknown>, raw: unknown): Problems {
  const cards = list(raw).map(record);
  return [
    ...problemUnless(cards.length >= 1 && cards.length <= 257, invalid("1 to 257 contacts.")),
    ...cards.flatMap((card, place) => [
      ...nameOf(record(card["name"]), `contacts[${place}]['name']`),
      ...birthdayOf(card["birthday"], `contacts[${place}]['birthday']`),
    ]),
  ];
}

function nameOf(name: Record<string, unknown>, path: string): Problems {
  return [
    ...textOf(name["formatted_name"], `${path}['formatted_name']`, 1024),
    ...problemUnless(
      OTHER_PARTS.some((part) => text(name[part]) !== ""),
      missing(`${path}['first_name'] (or another part of the name)`),
    ),
  ];
}

function birthdayOf(birthday: unknown, path: string): Problems {
  const fits = birthday === undefined || /^\d{4}-\d{2}-\d{2}$/.test(text(birthday));
  return problemUnless(fits, invalid(`${path} must be written as YYYY-MM-DD.`));
}
