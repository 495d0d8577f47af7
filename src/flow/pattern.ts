import { RE2JS } from "re2js";
import { remember } from "./remember";
import { spend } from "./work-budget";

/** The longest text WhatsApp carries; a search looks no further. */
const MAX_TEXT = 4_096;
const MAX_PATTERN = 500;
/** Instructions of the compiled pattern: a search takes about 25 ns for each of them and each character of the text. */
const MAX_PROGRAM = 1_000;

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

/** Whether the pattern is found in the text, in time linear in the text; null when it is no pattern, or the move has no time left. */
export function findsPattern(source: string, text: string): boolean | null {
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
