import { RE2JS } from "re2js";
import { remember } from "./remember";
import { spend } from "./work-budget";

/** The longest text WhatsApp carries; a search looks no further. */
const MAX_TEXT = 4_096;
const MAX_PATTERN = 500;
/** Instructions of the compiled pattern: a search takes about 25 ns for each of them and each character of the text. */
const MAX_PROGRAM = 1_000;

/** Compiling takes up to 5 µs for a character, 0.4 ms for a class of Unicode, and without case 6 ms for a wide range. */
const UNITS_PER_CHARACTER = 200;
const UNITS_PER_CLASS = 16_000;
const UNITS_PER_FOLDED_RANGE = 250_000;

type Pattern = { readonly ok: true; readonly expression: RE2JS } | { readonly ok: false; readonly why: string };

const compile = remember(500, (source): Pattern => {
  if (source.length > MAX_PATTERN) return { ok: false, why: `a pattern has at most ${MAX_PATTERN} characters` };
  try {
    const expression = RE2JS.compile(source);
    if (expression.programSize() > MAX_PROGRAM) return { ok: false, why: "the pattern repeats too much" };
    return { ok: true, expression };
  } catch (error) {
    return { ok: false, why: error instanceof Error ? error.message : "not a pattern" };
  }
});

/** What compiling may take, whether it is remembered or not: the same move comes to the same end everywhere. */
function unitsToCompile(source: string): number {
  const classes = source.match(/\\p/gi)?.length ?? 0;
  const ranges = /\(\?[a-z]*i/i.test(source) ? (source.match(/-(?:\\x|[^\0-\u07ff])/g)?.length ?? 0) : 0;
  return source.length * UNITS_PER_CHARACTER + classes * UNITS_PER_CLASS + ranges * UNITS_PER_FOLDED_RANGE;
}

/** Whether the pattern is found in the text, in time linear in the text; null when it is no pattern, or the move has no time left. */
export function findsPattern(source: string, text: string): boolean | null {
  if (source.length > MAX_PATTERN || !spend(unitsToCompile(source))) return null;
  const pattern = compile(source);
  if (!pattern.ok) return null;
  const searched = text.slice(0, MAX_TEXT);
  const { expression } = pattern;
  return spend(expression.programSize() * searched.length) ? expression.matcher(searched).find() : null;
}

export function patternProblem(source: string): string | null {
  const pattern = compile(source);
  return pattern.ok ? null : pattern.why;
}
