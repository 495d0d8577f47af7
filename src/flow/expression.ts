import { compileExpression } from "filtrex";
import { functions, operators } from "./expression-functions";
import type { Readable } from "./readable";
import { remember } from "./remember";
import type { Json } from "./session";
import { readVariable } from "./variable";

const MAX_LENGTH = 500;
const MAX_DEPTH = 30;
/** As much as a whole context may hold. */
const MAX_RESULT = 65_536;

export type Evaluation =
  | { readonly ok: true; readonly value: Json; readonly reads: readonly string[] }
  | { readonly ok: false; readonly why: string; readonly reads: readonly string[] };

export interface ExpressionProblem {
  readonly message: string;
  readonly column: number;
}

/** What an evaluation runs on. The symbol tells it from the objects of a context, which JSON cannot give one. */
const FRAME = Symbol("frame");
interface Frame {
  readonly [FRAME]: Readable["variables"];
  readonly reads: Set<string>;
}

type Compiled =
  | { readonly ok: true; readonly run: (frame: Frame) => unknown }
  | { readonly ok: false; readonly problem: ExpressionProblem };

/** Evaluates a formula over own properties only. A missing variable is null; a failure is returned, never thrown. */
export function evaluate(source: string, { variables }: Readable): Evaluation {
  const compiled = compile(source);
  if (!compiled.ok) return { ok: false, why: compiled.problem.message, reads: [] };
  const frame: Frame = { [FRAME]: variables, reads: new Set() };
  const value = compiled.run(frame);
  const reads = [...frame.reads];
  if (value instanceof Error) return { ok: false, why: value.message, reads };
  if (typeof value === "string" && value.length > MAX_RESULT)
    return { ok: false, why: "the result is too long", reads };
  if (typeof value === "number" && !Number.isFinite(value))
    return { ok: false, why: "the result is not a number", reads };
  return { ok: true, value: (value ?? null) as Json, reads };
}

/** Where and why an expression cannot be evaluated; null when it can. */
export function expressionProblem(source: string): ExpressionProblem | null {
  const compiled = compile(source);
  return compiled.ok ? null : compiled.problem;
}

const compile = remember(500, (source): Compiled => {
  const checked = check(source);
  if (checked) return { ok: false, problem: checked };
  try {
    const options = { customProp: lookUp, extraFunctions: functions, operators, constants: CONSTANTS };
    return { ok: true, run: compileExpression(spaced(source).text, options) as (frame: Frame) => unknown };
  } catch (error) {
    // The evaluator compiles after it has parsed: where a page's policy forbids that, the expression is in order all the same.
    if (error instanceof EvalError) return { ok: true, run: () => error };
    return { ok: false, problem: locate(source, error instanceof Error ? error.message : "") };
  }
});

const CONSTANTS = { true: true, false: false, null: null };

function lookUp(name: string, ...[, holder, type]: readonly unknown[]): unknown {
  if (typeof holder !== "object" || holder === null) return null;
  const frame = FRAME in holder ? (holder as Frame) : null;
  frame?.reads.add(name);
  const from = frame ? frame[FRAME] : holder;
  if (type === "single-quoted") return Object.hasOwn(from, name) ? (from as Record<string, unknown>)[name] : null;
  return readVariable(from, name) ?? null;
}

const TEXT = String.raw`"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'`;
const KEYWORDS = ["and", "or", "not", "in", "of", "if", "then", "else", "mod"];
const TOKEN = new RegExp(String.raw`${TEXT}|[()?:%]|[A-Za-z_$][\w.$]*(?=\s*(\()?)`, "g");

/** What the evaluator would only notice, or print a warning about, while it runs. */
function check(source: string): ExpressionProblem | null {
  if (source.length > MAX_LENGTH) {
    return { message: `an expression has at most ${MAX_LENGTH} characters`, column: MAX_LENGTH + 1 };
  }
  let depth = 0;
  for (const { 0: token, 1: call, index } of source.matchAll(TOKEN)) {
    const column = index + 1;
    if (token === "(") depth += 1;
    if (token === ")") depth -= 1;
    if (depth > MAX_DEPTH) return { message: "too many brackets inside one another", column };
    if (token === "%") return { message: "write mod instead of %", column };
    if (token === "?" || token === ":") return { message: "write if … then … else … instead of ? and :", column };
    const isCall = call !== undefined && !KEYWORDS.includes(token) && token !== "now";
    if (isCall && !Object.hasOwn(functions, token)) return { message: `there is no function ${token}()`, column };
  }
  return null;
}

const SPACING = new RegExp(`${TEXT}|\\b(?:${KEYWORDS.join("|")})\\b(?=[^\\s\\w.])|\\bnow *\\( *\\)`, "g");

/** The evaluator's lexer swallows the character after a keyword, so `not(x)` needs a space; `now()` is the variable `now`. */
function spaced(source: string): { readonly text: string; readonly added: readonly number[] } {
  const added: number[] = [];
  const text = source.replace(/\s/g, " ").replace(SPACING, (token, index: number) => {
    if (/^["']/.test(token)) return token;
    if (token.startsWith("now")) return "now".padEnd(token.length);
    added.push(index + token.length + added.length);
    return `${token} `;
  });
  return { text, added };
}

const NAME = new RegExp(String.raw`${TEXT}|(?<![\w.$])[A-Za-z_$][\w.$]*(?![\w.$]|\s*\(|\s+of\b)`, "g");
const WORDS = new Set([...KEYWORDS, "true", "false", "null"]);

/** The variables that an expression names; those it asks with `exists` or `empty` may be missing. */
export function expressionReads(source: string): readonly string[] {
  if (source.length > MAX_LENGTH) return [];
  const asked = [...source.matchAll(/\b(?:exists|empty)\s*\(\s*([\w.$]+)\s*\)/g)].map(([, name = ""]) => name);
  const names = [...source.matchAll(NAME)].map(([name]) => name);
  return [...new Set(names)].filter((name) => !/^["']/.test(name) && !WORDS.has(name) && !asked.includes(name));
}

/** The parser's own word for what no one wrote. */
const ENDS: Readonly<Record<string, string>> = { EndOfExpression: "end" };

/** The parser prints the piece around the error and a caret under it; the column is where that piece stands. */
function locate(source: string, report: string): ExpressionProblem {
  const [headline = "", excerpt = "", caret = ""] = report.split("\n");
  const at = caret.indexOf("^");
  const before = excerpt.slice(0, at).replace(/^\.\.\.(?=.{20}$)/, "");
  const after = excerpt.slice(at).replace(/\.\.\.$/, "");
  const { text, added } = spaced(source);
  const index = text.indexOf(before + after) + before.length;
  const got = / got '(.*)'$/.exec(caret + report)?.[1];
  const message = got === undefined ? headline.replace(/^.*on line 1[.:] ?/, "") : `unexpected ${ENDS[got] ?? got}`;
  return {
    message: message || "not an expression",
    column: Math.max(0, index) + 1 - added.filter((position) => position < index).length,
  };
}
