import { isSpent, spend } from "./work-budget";

/** Units besides those for its length, for every text there is. */
const UNITS = 4;

/** How a value stands in a text: nothing is empty, lists and objects are JSON. All is empty where a move has no time left. */
export function textOf(value: unknown): string {
  if (isSpent()) return "";
  const text = written(value);
  return spend(UNITS + text.length) ? text : "";
}

function written(value: unknown): string {
  switch (typeof value) {
    case "string":
      return value;
    case "number":
    case "boolean":
    case "bigint":
      return String(value);
    case "object":
      return value === null ? "" : JSON.stringify(value);
    default:
      return "";
  }
}
