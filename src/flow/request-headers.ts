import { error, type DataFinding } from "./finding";
import { checkTemplate } from "./check-text";
import { textOf } from "./text-of";

const MAX_HEADERS = 50;
/** What servers commonly take of one field. */
export const MAX_HEADER = 8_192;

/** A field's name. https://www.rfc-editor.org/rfc/rfc9110#section-5.6.2 */
const TOKEN = /^[!#$%&'*+.^_`|~\w-]+$/;
/** Those that say how the request is carried: who sends it sets them. */
const CARRIED = /^(host|content-length|connection|keep-alive|transfer-encoding|te|trailer|upgrade|expect|proxy-.*)$/i;
const CONTROL = /[\0-\x08\x0A-\x1F\x7F]/;

/** As it is stored: imported ones hold numbers too. */
type Written = Readonly<Record<string, unknown>>;

/** The headers that can be sent, as texts. Of two that differ in case only, the last counts. */
export function headersOf(written: Written): readonly (readonly [name: string, template: string])[] {
  const byName = new Map<string, readonly [string, string]>();
  for (const [name, value] of entriesOf(written)) {
    if (nameProblem(name) === null) byName.set(name.toLowerCase(), [name, value]);
  }
  return [...byName.values()];
}

/** The value of a header by its name, whatever its case. */
export const headerIn = (headers: Readonly<Record<string, string>>, name: string): string | undefined =>
  Object.entries(headers).find(([each]) => each.toLowerCase() === name)?.[1];

/** What keeps headers from being sent. */
export function checkHeaders(written: Written): readonly DataFinding[] {
  const entries = entriesOf(written);
  const names = entries.map(([name]) => name.toLowerCase());
  return [
    ...(entries.length > MAX_HEADERS ? [error("bad-header", `A request has at most ${MAX_HEADERS} headers.`)] : []),
    ...entries.flatMap(([name, value], index) => {
      const problem = nameProblem(name) ?? valueProblem(value);
      if (problem !== null) return [error("bad-header", `The header "${name}" ${problem}`)];
      if (names.indexOf(name.toLowerCase()) < index)
        return [error("bad-header", `The header "${name}" is there twice.`)];
      return checkTemplate(`header ${name}`, value);
    }),
  ];
}

/** One that was left empty in every part is not there. */
const entriesOf = (written: Written): readonly (readonly [string, string])[] =>
  Object.entries(written).flatMap(([name, value]) => {
    const text = textOf(value).trim();
    return name.trim() === "" && text === "" ? [] : [[name.trim(), text] as const];
  });

function nameProblem(name: string): string | null {
  if (!TOKEN.test(name)) return "has a name that no header can have.";
  return CARRIED.test(name) ? "is set by whoever carries the request." : null;
}

function valueProblem(value: string): string | null {
  if (value.length > MAX_HEADER) return `is longer than ${MAX_HEADER} characters.`;
  return CONTROL.test(value) ? "holds a line break or another control character." : null;
}
