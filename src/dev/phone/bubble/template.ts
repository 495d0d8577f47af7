import { list, record, text } from "../../graph/message/check";
import { buttonsOf, type GraphTemplate, partOf } from "../../graph/template/template";
import type { Bubble } from "../page-model";
import { authenticationParts } from "./authentication-template";
import { filled, parameterText } from "./filled";
import { mediaIn } from "./picture";
import { placeIn } from "./place";
import type { Said } from "./said";
import type { Shelf } from "./shelf";
import { templateButtons } from "./template-buttons";

type Fields = Record<string, unknown>;

/** A template as the customer reads it: the account's text with the values of this send. */
export function templateParts(sent: Fields, phoneNumberId: string, shelf: Shelf): Said {
  const [name, language] = [text(sent["name"]), text(record(sent["language"])["code"])];
  const template = shelf.template(phoneNumberId, { name, language });
  const given = list(sent["components"]).map(record);
  if (template === undefined)
    return { ...unknownParts(name, given), ...mediaIn(valuesOf(given, "HEADER")[0] ?? {}, shelf) };
  const { components } = template;
  const footer = text(partOf(components, "FOOTER")?.["text"]);
  return {
    text: filled(partOf(components, "BODY")?.["text"], valuesOf(given, "BODY")),
    ...headerParts(template, given, shelf),
    ...(footer && { footer }),
    ...(template.category === "AUTHENTICATION" && authenticationParts(components, valuesOf(given, "BODY"))),
    ...templateButtons(buttonsOf(components), given),
  };
}

function valuesOf(given: readonly Fields[], part: string): Fields[] {
  return list(partOf(given, part)?.["parameters"]).map(record);
}

function headerParts({ components }: GraphTemplate, given: readonly Fields[], shelf: Shelf): Partial<Bubble> {
  const header = partOf(components, "HEADER");
  const values = valuesOf(given, "HEADER");
  const words = filled(header?.["text"], values);
  if (words !== "") return { header: words };
  const [value = {}] = values;
  if (text(value["type"]).toLowerCase() === "location") return { place: placeIn(value["location"]) };
  return mediaIn(value, shelf);
}

/** The account does not hold it: its words are Meta's secret, its name and values are not. */
function unknownParts(name: string, given: readonly Fields[]): Said {
  const values = [...valuesOf(given, "HEADER"), ...valuesOf(given, "BODY")].map(parameterText);
  const payloads = given
    .flatMap((part) => list(part["parameters"]).map(record))
    .flatMap((parameter) => text(parameter["payload"]) || []);
  const buttons = payloads.map((payload) => ({ id: payload, title: payload }));
  return {
    kind: "Template",
    header: name,
    text: values.filter((value) => value !== "").join("\n"),
    ...(buttons.length > 0 && { buttons, tapKind: "button" }),
  };
}
