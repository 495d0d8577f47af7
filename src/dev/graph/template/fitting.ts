import type { MetaProblem } from "../api/meta-error";
import { list, problemUnless, type Problems, record, text } from "../message/check";
import { buttonsOf, type GraphTemplate, partOf, variablesIn } from "./template";

type Fields = Record<string, unknown>;

/** What does not fit between a template as it is sent and as it was approved. */
export function fittingProblem(sent: Fields, template: GraphTemplate): MetaProblem | undefined {
  const given = list(sent["components"]).map(record);
  const header = partOf(template.components, "HEADER");
  return [
    ...headerFits(header, parametersOf(given, "HEADER"), template),
    ...textFits(
      { part: "body", words: partOf(template.components, "BODY")?.["text"] },
      parametersOf(given, "BODY"),
      template,
    ),
    ...buttonsFit(given, buttonsOf(template.components)),
  ][0];
}

function parametersOf(given: readonly Fields[], kind: string): readonly Fields[] {
  return list(partOf(given, kind)?.["parameters"]).map(record);
}

function headerFits(header: Fields | undefined, given: readonly Fields[], template: GraphTemplate): Problems {
  const format = text(header?.["format"]).toUpperCase();
  if (format === "" || format === "TEXT") return textFits({ part: "header", words: header?.["text"] }, given, template);
  const received = text(given[0]?.["type"]).toUpperCase() || "UNKNOWN";
  const details = `header: Format mismatch, expected ${format}, received ${received}`;
  return problemUnless(received === format, { code: 132012, details });
}

function textFits(
  { part, words }: { part: string; words: unknown },
  given: readonly Fields[],
  { parameterFormat }: GraphTemplate,
): Problems {
  const expected = variablesIn(words);
  const [has, wants] = [given.length, expected.length];
  const details = `${part}: number of localizable_params (${has}) does not match the expected number of params (${wants})`;
  if (has !== wants) return [{ code: 132000, details }];
  if (parameterFormat === "NAMED") {
    const names = given.map((parameter) => parameter["parameter_name"]);
    const strange = expected.find((name) => !names.includes(name));
    if (strange !== undefined)
      return [{ code: 100, details: `${part}: Parameter name is missing or unknown: ${strange}` }];
  }
  const length = given.reduce((sum, parameter) => sum + shownLength(parameter), text(words).length);
  return problemUnless(length <= 1024 + wants * 5, {
    code: 132005,
    details: `${part}: the text with its values is too long.`,
  });
}

function shownLength(parameter: Fields): number {
  const inside = record(parameter[text(parameter["type"])]);
  return text(parameter["text"] ?? inside["fallback_value"]).length;
}

function buttonsFit(given: readonly Fields[], buttons: readonly Fields[]): Problems {
  const filled = given.filter((part) => text(part["type"]).toLowerCase() === "button");
  const places = filled.map((part) => Number(part["index"]));
  const beyond = places.find((place) => place >= buttons.length);
  return [
    ...problemUnless(beyond === undefined, {
      code: 132018,
      details: `buttons: there is no button at index ${beyond ?? ""}`,
    }),
    ...buttons.flatMap((button, place) =>
      problemUnless(places.includes(place) || !needsValue(button), {
        code: 131008,
        details: `buttons: Button at index ${place} of type ${text(button["type"])} requires a parameter`,
      }),
    ),
  ];
}

function needsValue(button: Fields): boolean {
  const type = text(button["type"]).toUpperCase();
  return type === "COPY_CODE" || (type === "URL" && variablesIn(button["url"]).length > 0);
}
