import { list, oneOf, problemUnless, type Problems, record, text, textOf } from "../message/check";
import type { MetaProblem } from "../api/meta-error";
import { buttonsOf, partOf, variablesIn } from "./template";

type Fields = Record<string, unknown>;

const CATEGORIES = ["marketing", "utility", "authentication"];
const FORMATS = ["text", "image", "video", "document", "location", "product"];

/** What Meta refuses at once in `POST /{account}/message_templates`; the rest is for the review. */
export function definitionProblem(body: Fields): MetaProblem | undefined {
  const components = list(body["components"]);
  return [
    ...textOf(body["name"], "name", 512),
    ...problemUnless(/^[a-z0-9_]+$/.test(text(body["name"])), refused("Name: small letters, digits and _ only.")),
    ...textOf(body["language"], "language", 24),
    ...oneOf(body["category"], "category", CATEGORIES),
    ...partsProblems(components, text(body["category"])),
  ][0];
}

/** The components alone, as an edit brings them. */
export function partsProblems(components: readonly unknown[], category: string): Problems {
  return [
    ...headerProblems(partOf(components, "HEADER")),
    // Authentication templates have Meta's own text.
    ...(category.toUpperCase() === "AUTHENTICATION" ? [] : bodyProblems(partOf(components, "BODY"))),
    ...shortText(partOf(components, "FOOTER"), { max: 60, subcode: 2388073 }),
    ...buttonProblems(buttonsOf(components)),
  ];
}

function headerProblems(header: Fields | undefined): Problems {
  if (header === undefined) return [];
  const format = oneOf(header["format"], "components HEADER format", FORMATS);
  if (format.length > 0 || text(header["format"]).toUpperCase() !== "TEXT") return format;
  const variables = variablesIn(header["text"]);
  return [
    ...shortText(header, { max: 60, subcode: 2388047 }),
    ...problemUnless(variables.length <= 1, refused("A header has one variable at most.", 2388047)),
    ...examples(header, variables),
  ];
}

function bodyProblems(body: Fields | undefined): Problems {
  if (body === undefined) return [refused("Components miss the body.", 2388043)];
  const words = text(body["text"]).trim();
  const variables = variablesIn(words);
  const positional = variables.every((name) => /^\d+$/.test(name));
  const inOrder = !positional || variables.every((name) => Number(name) <= variables.length);
  return [
    ...shortText(body, { max: 1024, subcode: 2388072 }),
    ...problemUnless(inOrder, refused("Variables are counted from 1 without gaps.", 2388072)),
    ...problemUnless(!/^\{\{|\}\}$/.test(words), refused("Variables can't be at the start or end.", 2388299)),
    ...examples(body, variables),
  ];
}

/** A person at Meta has to see what a variable may hold. */
function examples(part: Fields, variables: readonly string[]): Problems {
  const given = Object.values(record(part["example"])).some((value) => list(value).length > 0);
  return problemUnless(variables.length === 0 || given, refused("Variables need an example.", 2388043));
}

function shortText(part: Fields | undefined, { max, subcode }: { max: number; subcode: number }): Problems {
  if (part === undefined) return [];
  const { length } = text(part["text"]);
  return problemUnless(
    length >= 1 && length <= max,
    refused(`Text needs 1 to ${max} characters.`, length ? 2388040 : subcode),
  );
}

function buttonProblems(buttons: readonly Fields[]): Problems {
  return [
    ...problemUnless(buttons.length <= 10, refused("At most 10 buttons.")),
    ...buttons.flatMap((button) => [
      // What these say is Meta's.
      ...(/^(COPY_CODE|OTP)$/i.test(text(button["type"])) ? [] : textOf(button["text"], "button text", 25)),
      ...(text(button["type"]).toUpperCase() === "URL" ? textOf(button["url"], "button url", 2000) : []),
    ]),
  ];
}

/** Meta says in the subcode what is wrong, and in words meant for people. */
function refused(why: string, subcode?: number): MetaProblem {
  return {
    code: 100,
    ...(subcode !== undefined && { subcode }),
    details: why,
    userTitle: "Invalid template",
    userMessage: why,
  };
}
