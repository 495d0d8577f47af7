import { expressionProblem } from "./expression";
import { error, type DataFinding } from "./finding";
import { isPlain, templateProblem } from "./template";

interface Text {
  /** What the editor calls the field. */
  readonly field: string;
  readonly text: string | null | undefined;
  readonly limit: number;
  readonly required?: boolean;
}

/** A text that a customer will read: there, not too long for WhatsApp, and a template that parses. */
export function checkText({ field, text, limit, required = false }: Text): readonly DataFinding[] {
  const written = text?.trim() ?? "";
  if (written === "") return required ? [error("missing-text", `The ${field} is empty.`)] : [];
  // How long a template becomes is known only when it is filled in; the engine cuts it then.
  if (isPlain(written) && written.length > limit) {
    return [error("too-long", `The ${field} has ${written.length} characters; WhatsApp takes ${limit}.`)];
  }
  return checkTemplate(field, written);
}

export function checkTemplate(field: string, text: string): readonly DataFinding[] {
  const problem = templateProblem(text);
  if (!problem) return [];
  const { message, line, column } = problem;
  return [error("bad-template", `The ${field} does not parse at line ${line}, column ${column}: ${message}`)];
}

export function checkExpression(expression: string): readonly DataFinding[] {
  const problem = expressionProblem(expression);
  if (!problem) return [];
  return [error("bad-expression", `The expression does not parse at column ${problem.column}: ${problem.message}`)];
}
