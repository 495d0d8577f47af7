import { RE2JS } from "re2js";
import { remember } from "./remember";

/** The longest text WhatsApp carries; a search looks no further. */
const MAX_TEXT = 4_096;
const MAX_PATTERN = 500;
/** Instructions of the compiled pattern: search time is this times the text, so together they bound it to milliseconds. */
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

/** Whether the pattern is found in the text, in time linear in the text; null when it is no pattern. */
export function findsPattern(source: string, text: string): boolean | null {
  const pattern = compile(source);
  return pattern.ok ? pattern.expression.matcher(text.slice(0, MAX_TEXT)).find() : null;
}

export function patternProblem(source: string): string | null {
  const pattern = compile(source);
  return pattern.ok ? null : pattern.why;
}
