import { expressionProblem } from "./expression";
import { error, type DataFinding } from "./finding";
import { cutAtWord } from "./fit";
import { isPlain, templateProblem } from "./template";

interface Text {
  /** What the editor calls the field. */
  readonly field: string;
  readonly text: string | null | undefined;
  readonly limit: number;
  readonly required?: boolean;
  /** Where it stands in the data, if that is not the field's name. */
  readonly key?: string;
}

/** A text that a customer will read: there, not too long for WhatsApp, and a template that parses. */
export function checkText({ field, text, limit, required = false, key = field }: Text): readonly DataFinding[] {
  const written = text?.trim() ?? "";
  if (written === "") return required ? [{ ...error("missing-text", `The ${field} is empty.`), key }] : [];
  // How long a template becomes is known only when it is filled in; the engine cuts it then.
  if (isPlain(written) && written.length > limit) {
    const message = `The ${field} has ${written.length} characters; WhatsApp takes ${limit}.`;
    return [tooLong(message, { key, text: written, limit })];
  }
  return checkTemplate(field, written, key);
}

interface Long {
  readonly key: string;
  readonly text: string;
  readonly limit: number;
}

/** A plain text that is too long can be cut. */
export function tooLong(message: string, { key, text, limit }: Long): DataFinding {
  const finding = { ...error("too-long", message), key };
  const value = cutAtWord(text, limit);
  return value === "" ? finding : { ...finding, better: { label: "Shorten it", value } };
}

export function checkTemplate(field: string, text: string, key = field): readonly DataFinding[] {
  const problem = templateProblem(text);
  if (!problem) return [];
  const { message, line, column } = problem;
  return [
    { ...error("bad-template", `The ${field} does not parse at line ${line}, column ${column}: ${message}`), key },
  ];
}

export function checkExpression(expression: string): readonly DataFinding[] {
  const problem = expressionProblem(expression);
  if (!problem) return [];
  const message = `The expression does not parse at column ${problem.column}: ${problem.message}`;
  return [{ ...error("bad-expression", message), key: "expression" }];
}
