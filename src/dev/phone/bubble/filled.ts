import { record, text } from "../../graph/message/check";
import { variablesIn } from "../../graph/template/template";

type Fields = Record<string, unknown>;

/** A template's text with its values: by name where they have one, else by their place. */
export function filled(words: unknown, values: readonly Fields[]): string {
  const places = variablesIn(words);
  return text(words).replace(/\{\{\s*(\w+)\s*\}\}/g, (hole, name: string) => {
    const value = values.find((given) => given["parameter_name"] === name) ?? values[places.indexOf(name)];
    return value === undefined ? hole : parameterText(value);
  });
}

/** What is read where a parameter stands; dates and money come with a text of their own. */
export function parameterText(parameter: Fields): string {
  const type = text(parameter["type"]).toLowerCase();
  const inside = record(parameter[type]);
  return text(parameter["text"]) || text(inside["fallback_value"]) || text(parameter["coupon_code"]);
}
