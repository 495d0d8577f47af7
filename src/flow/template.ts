import { Context, filters, Liquid, LiquidError, type Template } from "liquidjs";
import { escapeValue, settleJson, type Place } from "./escape";
import type { Readable } from "./readable";
import { remember } from "./remember";
import { markOf, unmarked } from "./secret-mark";
import { fillPieces, simplePieces } from "./simple-template";
import { storable } from "./storable";
import { textOf } from "./text-of";
import { spend } from "./work-budget";

/** Whole templates are short texts; a JSON body of an HTTP call is the longest of them. */
const MAX_SOURCE = 16_384;
/** Characters and list items one rendering may make. A context has at most 64 KiB. */
const MAX_MEMORY = 262_144;
/** Pieces one rendering may run through. Counted, not timed, so that a slow machine gives the same answer. */
const MAX_STEPS = 2_000;
/** A step of a rendering takes up to 35 µs. */
const UNITS_PER_STEP = 1_000;

const TAGS = new Set("if unless case for break continue assign capture comment raw echo #".split(" "));
const FILTERS = new Set(
  (
    "default json append prepend replace replace_first replace_last remove remove_first upcase downcase capitalize " +
    "strip lstrip rstrip strip_newlines strip_html newline_to_br squish truncate truncatewords split slice escape " +
    "url_encode url_decode plus minus times divided_by modulo round floor ceil abs at_least at_most " +
    "first last size join map where reject sort sort_natural reverse uniq compact concat sum date"
  ).split(" "),
);

export type Rendered =
  | { readonly ok: true; readonly text: string; readonly reads: readonly string[] }
  | { readonly ok: false; readonly why: string; readonly reads: readonly string[] };

type Parsed =
  | {
      readonly ok: true;
      readonly template: Template[];
      readonly reads: readonly string[];
      readonly pieces: ReturnType<typeof simplePieces>;
    }
  | { readonly ok: false; readonly problem: TemplateProblem };

export interface TemplateProblem {
  readonly message: string;
  readonly line: number;
  readonly column: number;
}

/**
 * Fills in `{{ path }}`, once: a value that holds braces is not filled in again. Missing values are empty. With a place, values
 * are escaped for it and `secrets.*` leaves a mark.
 */
export function renderTemplate(written: string, readable: Readable, place: Place | null = null): Rendered {
  const source = place ? unmarked(written) : written;
  if (isPlain(source)) return { ok: true, text: source, reads: [] };
  const parsed = parse(source);
  if (!parsed.ok) return { ok: false, why: parsed.problem.message, reads: [] };
  const { template, reads, pieces } = parsed;
  // Most texts are that simple, and Liquid takes ten times as long for them; what is near a limit is left to it all the same.
  const isSimple = pieces !== null && place === null && spend(pieces.length * UNITS_PER_STEP);
  try {
    const filled = isSimple ? fillSimple(pieces, readable) : null;
    if (filled !== null) return { ok: true, text: storable(filled), reads };
    const text = String(engine.renderSync(template, contextOf(readable, place && { place, reads })));
    return { ok: true, text: storable(place === "json" ? settleJson(text) : text), reads };
  } catch (error) {
    return { ok: false, why: reasonOf(error), reads };
  }
}

function fillSimple(pieces: NonNullable<ReturnType<typeof simplePieces>>, readable: Readable): string | null {
  let call: Call | null = null;
  const filter = (name: string, value: unknown, given: readonly string[]): unknown =>
    (filters[name] as Filter).call((call ??= { context: contextOf(readable, null) }), value, ...given);
  return fillPieces(pieces, { variables: readable.variables, limit: MAX_MEMORY / 2, filter });
}

/** Where and why a template does not parse; null when it does. */
export function templateProblem(source: string): TemplateProblem | null {
  if (isPlain(source)) return null;
  const parsed = parse(source);
  return parsed.ok ? null : parsed.problem;
}

/** The variables that a template names; none of one that does not parse. */
export function templateReads(source: string): readonly string[] {
  const parsed = isPlain(source) ? null : parse(source);
  return parsed?.ok ? parsed.reads : [];
}

export const isPlain = (source: string): boolean => !source.includes("{{") && !source.includes("{%");

const engine = makeEngine();

const parse = remember(1_000, (source): Parsed => {
  try {
    const template = engine.parse(source);
    const reads = engine.globalFullVariablesSync(template, { partials: false });
    return { ok: true, template, reads, pieces: simplePieces(source) };
  } catch (error) {
    const [line, column] = error instanceof LiquidError ? error.token.getPosition() : [1, 1];
    return { ok: false, problem: { message: reasonOf(error), line: line ?? 1, column: column ?? 1 } };
  }
});

function makeEngine(): Liquid {
  const liquid = new Liquid({
    ownPropertyOnly: true,
    strictFilters: true,
    templates: {},
    parseLimit: MAX_SOURCE,
    memoryLimit: MAX_MEMORY,
    locale: "en-US",
    outputEscape: print,
  });
  for (const tag of Object.keys(liquid.tags)) if (!TAGS.has(tag)) Reflect.deleteProperty(liquid.tags, tag);
  for (const filter of Object.keys(liquid.filters)) if (!FILTERS.has(filter)) liquid.unregisterFilter(filter);
  liquid.registerFilter("date", dateInZone);
  liquid.registerFilter("json", jsonInPlace);
  return liquid;
}

interface Call {
  readonly context: Context;
}

type Filter = (this: Call, ...given: readonly unknown[]) => unknown;

function print(this: Call, value: unknown): string {
  const place = this.context.getRegister<Place | "text">("place");
  const text = place === "text" ? textOf(value) : writtenAt(place, value);
  this.context.memoryLimit.use(text.length);
  return text;
}

const writtenAt = (place: Place, value: unknown): string =>
  value instanceof Secret ? markOf(value.name) : escapeValue(place, value);

/** A secret as templates see it: it can be printed, and nothing else. */
class Secret {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

const toJson = filters["json"] as Filter;

/** In a JSON text `| json` is the value itself: a text comes with its quotes, and what is missing is null. */
function jsonInPlace(this: Call, value: unknown, ...given: readonly unknown[]): unknown {
  const text = toJson.call(this, value, ...given);
  if (this.context.getRegister("place") !== "json") return text;
  return { toJSON: () => value ?? null, toString: () => text ?? "null" };
}

const SECRET = /^secrets[.]([\w-]+)$/;

/** Those that a template names, since what it may read are own properties only. */
const secretsNamed = (reads: readonly string[]): Record<string, Secret> =>
  Object.fromEntries(
    reads.flatMap((path) => {
      const name = SECRET.exec(path)?.[1];
      return name ? [[name, new Secret(name)] as const] : [];
    }),
  );

/** Liquid's `date` without the machine's clock and zone: "now" is the move's time, times are shown in the organization's zone. */
function dateInZone(this: Call, value: unknown, ...[format, zone]: readonly unknown[]): unknown {
  const shown = value === "now" || value === "today" ? this.context.getSync(["now"]) : value;
  if (typeof shown === "string" && !/^\d+$/.test(shown)) {
    const instant = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?)?(Z|[+-]\d\d:?\d\d)?$/.exec(shown);
    if (!instant) return shown;
    // A day or a wall-clock time without a zone is shown as it is written.
    if (instant[1] === undefined)
      return formatDate.call(this, `${shown.replace(" ", "T")}${shown.includes(":") ? "" : "T00:00"}Z`, format, 0);
  }
  return formatDate.call(this, shown, format, zone ?? this.context.getRegister("timeZone"));
}

const formatDate = filters["date"] as Filter;

function contextOf(
  { variables, timeZone }: Readable,
  request: { readonly place: Place; readonly reads: readonly string[] } | null,
): Context {
  const seen = request ? { ...variables, secrets: secretsNamed(request.reads) } : variables;
  const context = new Context(seen, engine.options, { sync: true }, { liquid: engine });
  context.setRegister("place", request?.place ?? "text");
  context.setRegister("timeZone", timeZone);
  let steps = 0;
  context.renderLimit.check = () => {
    steps += 1;
    if (steps > MAX_STEPS || !spend(UNITS_PER_STEP)) throw new Error("the template runs too long");
  };
  return context;
}

/** Liquid's own words without the position it appends. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return "the template fails";
  const original = error instanceof LiquidError ? (error.originalError ?? error) : error;
  return original.message.replace(/, line:\d+, col:\d+$/, "");
}
