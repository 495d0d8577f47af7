import { z } from "zod";

/** Which parameters of ours fill which part of a template. */
export const COMPONENTS = { header: "header", body: "body", buttons: "button" } as const;
type Part = keyof typeof COMPONENTS;

/** How many values a part of a template must and may be given. */
export interface Wanted {
  readonly least: number;
  readonly most: number;
}

/** A template as Meta has it, its status in Meta's words. */
export interface KnownTemplate {
  readonly name: string;
  readonly language: string;
  readonly status: string;
  /** Null when Meta describes it in a shape that is not known. */
  readonly parameters: Readonly<Record<Part, Wanted>> | null;
}

const button = z.looseObject({ type: z.string(), url: z.string().optional() });
const component = z.looseObject({
  type: z.string(),
  format: z.string().optional(),
  text: z.string().optional(),
  buttons: z.array(button).optional(),
});
type Component = z.infer<typeof component>;

const NONE: Wanted = { least: 0, most: 0 };
const exactly = (count: number): Wanted => ({ least: count, most: count });

/**
 * What the parts of a template want, from its components as Meta lists them (`GET /<account>/message_templates`). Null when they
 * are of a shape that is not known.
 */
export function parametersOf(components: unknown): KnownTemplate["parameters"] | null {
  const parsed = z.array(component).safeParse(components);
  if (!parsed.success) return null;
  const part = (type: string) => parsed.data.find((each) => each.type.toUpperCase() === type);
  return { header: header(part("HEADER")), body: text(part("BODY")), buttons: buttons(part("BUTTONS")) };
}

/** Positional and named ones, `{{1}}` and `{{first_name}}`; one that stands twice is given once. */
const text = (given: Component | undefined): Wanted =>
  exactly(new Set((given?.text ?? "").match(/\{\{\s*\w+\s*\}\}/g)).size);

const MEDIA = new Set(["IMAGE", "VIDEO", "DOCUMENT", "LOCATION"]);
const header = (given: Component | undefined): Wanted =>
  MEDIA.has(given?.format?.toUpperCase() ?? "") ? exactly(1) : text(given);

/** Those that may go without: Meta makes up the payload of a quick reply and the token of a form. */
const OPTIONAL = new Set(["QUICK_REPLY", "FLOW", "CATALOG"]);
const NEEDED = new Set(["COPY_CODE", "OTP", "MPM"]);

const buttons = (given: Component | undefined): Wanted =>
  (given?.buttons ?? [])
    .map(wantedBy)
    .reduce((sum, one) => ({ least: sum.least + one.least, most: sum.most + one.most }), NONE);

function wantedBy({ type, url }: z.infer<typeof button>): Wanted {
  const kind = type.toUpperCase();
  if (NEEDED.has(kind) || (kind === "URL" && url?.includes("{{"))) return exactly(1);
  return OPTIONAL.has(kind) ? { least: 0, most: 1 } : NONE;
}
