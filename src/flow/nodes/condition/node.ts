import { z } from "zod";
import { checkExpression, checkTemplate } from "../../check-text";
import { isSame, order } from "../../compare";
import { defineNode, type Decision, type Scope } from "../../engine/node-type";
import { expressionReads } from "../../expression";
import { error, type DataFinding } from "../../finding";
import { normalise } from "../../normalise";
import { findsPattern, patternProblem } from "../../pattern";
import { isPlain } from "../../template";
import { templateNeeds } from "../../template-needs";
import { textOf } from "../../text-of";
import { parseJson } from "../../variable";

const OPERATORS = [
  ...(["equals", "not-equals", "contains", "starts-with", "ends-with", "matches"] as const),
  ...(["gt", "gte", "lt", "lte", "exists", "empty", "in"] as const),
] as const;
type Operator = (typeof OPERATORS)[number];

const rule = z.looseObject({ left: z.string().default(""), op: z.enum(OPERATORS), right: z.unknown().optional() });
type Rule = z.infer<typeof rule>;

export const conditionNode = defineNode({
  data: z.looseObject({
    rules: z.array(rule).max(100).default([]),
    combinator: z.enum(["and", "or"]).nullish(),
    expression: z.string().nullish(),
  }),
  outputs: () => ["true", "false"],
  nameOfWay: (way) => ({ true: "If so", false: "If not" })[way],
  needs: () => true,
  reads: ({ rules, expression }) => (expression ? expressionReads(expression) : rules.flatMap(neededBy)),
  enter: ({ rules, combinator, expression }, scope) =>
    expression ? byExpression(expression, scope) : byRules(rules, { any: combinator === "or", scope }),
  check: ({ rules, expression }) => {
    if (expression) return checkExpression(expression);
    if (rules.length === 0) return [error("missing-rule", "The condition has neither a rule nor an expression.")];
    return rules.flatMap(checkRule);
  },
});

const take = (answer: boolean, why: string): Decision => ({ do: "go", way: String(answer), why });

function byExpression(expression: string, scope: Scope): Decision {
  const result = scope.evaluate(expression);
  if (!result.ok) return take(false, `the expression failed: ${result.why}`);
  if (typeof result.value !== "boolean") return take(false, "the expression is neither true nor false");
  return take(result.value, `the expression is ${result.value}`);
}

function byRules(rules: readonly Rule[], { any, scope }: { any: boolean; scope: Scope }): Decision {
  const deciding = rules.findIndex((each) => holds(each, scope) === any);
  if (deciding < 0) return take(!any && rules.length > 0, any ? "no rule holds" : "every rule holds");
  const { left, op } = rules[deciding] ?? {};
  return take(any, `rule ${deciding + 1} ${any ? "holds" : "does not hold"}: ${left} ${op}`);
}

function holds({ left, op, right }: Rule, scope: Scope): boolean {
  const value = leftOf(left, scope);
  const wanted = typeof right === "string" ? scope.render(right) : right;
  return TESTS[op](value, wanted);
}

function leftOf(left: string, scope: Scope): unknown {
  const path = variableIn(left);
  return path === null ? scope.render(left) : scope.read(path);
}

/** The left side as a variable's name, or nothing but a variable, which keeps its kind; null for any other template. */
function variableIn(left: string): string | null {
  const path = /^(?:\{\{\s*([\p{L}\w.-]+)\s*\}\}|([^{}]*))$/u.exec(left.trim());
  return path && (path[1] ?? path[2] ?? "");
}

/** What a rule cannot do without. One that asks whether there is a value can. */
function neededBy({ left, op, right }: Rule): readonly string[] {
  if (op === "exists" || op === "empty") return [];
  const path = variableIn(left);
  return [...(path === null ? templateNeeds(left) : [path]), ...templateNeeds(textOf(right))].filter(Boolean);
}

const text = (value: unknown): string => normalise(textOf(value));
/** Every text contains the empty one; a rule whose variable is missing should not hold because of that. */
const isPart = (wanted: unknown): boolean => text(wanted) !== "";
const size = (left: unknown, right: unknown): number => order(left, right) ?? Number.NaN;

const TESTS: Readonly<Record<Operator, (value: unknown, wanted: unknown) => boolean>> = {
  equals: isSame,
  "not-equals": (value, wanted) => !isSame(value, wanted),
  contains: (value, wanted) =>
    Array.isArray(value)
      ? value.some((item) => isSame(item, wanted))
      : isPart(wanted) && text(value).includes(text(wanted)),
  "starts-with": (value, wanted) => isPart(wanted) && text(value).startsWith(text(wanted)),
  "ends-with": (value, wanted) => isPart(wanted) && text(value).endsWith(text(wanted)),
  matches: (value, wanted) => findsPattern(textOf(wanted), textOf(value)) ?? false,
  gt: (value, wanted) => size(value, wanted) > 0,
  gte: (value, wanted) => size(value, wanted) >= 0,
  lt: (value, wanted) => size(value, wanted) < 0,
  lte: (value, wanted) => size(value, wanted) <= 0,
  exists: (value) => value !== undefined && value !== null,
  empty: (value) => ["", "[]", "{}"].includes(textOf(value).trim()),
  in: (value, wanted) => listOf(wanted).some((item) => isSame(item, value)),
};

/** A list as JSON holds it, or as people write one: `red, green`. */
function listOf(value: unknown): readonly unknown[] {
  const parsed = typeof value === "string" && value.trim().startsWith("[") ? parseJson(value) : value;
  return Array.isArray(parsed) ? (parsed as unknown[]) : textOf(value).split(",");
}

function checkRule({ left, op, right }: Rule): readonly DataFinding[] {
  const written = textOf(right);
  const pattern = op === "matches" && isPlain(written) ? patternProblem(written) : null;
  return [
    ...(left.trim() === "" ? [error("missing-rule", "A rule compares nothing: its left side is empty.")] : []),
    ...(pattern === null ? [] : [error("bad-pattern", `The pattern "${written}" cannot be used: ${pattern}`)]),
    ...checkTemplate("left side", left),
    ...(typeof right === "string" ? checkTemplate("right side", right) : []),
  ];
}
