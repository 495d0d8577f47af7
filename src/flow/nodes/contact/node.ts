import { z } from "zod";
import { checkTemplate } from "../../check-text";
import { defineNode } from "../../engine/node-type";
import { error, warning, type DataFinding } from "../../finding";
import { head } from "../../fit";
import type { ContactChange } from "../../session";
import { isPlain } from "../../template";
import { textOf } from "../../text-of";
import { assignmentProblem } from "../../variable";

const MAX_NAME = 60;
const MAX_ENTRIES = 50;
/** A contact is read with every move: what a flow keeps of one must not grow without end. */
const MAX_VALUE = 1_024;

/** Zod leaves out what reaches behind an object; it is refused before. */
const attributes = z
  .unknown()
  .refine(hasSafeNames, "reaches behind an object")
  .pipe(z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]).nullable()).nullish());

const data = z.looseObject({
  attributes: attributes.optional(),
  addTags: z.array(z.string()).nullish(),
  removeTags: z.array(z.string()).nullish(),
  optOut: z.boolean().nullish(),
});
type Data = z.infer<typeof data>;

export const contactNode = defineNode({
  data,
  outputs: () => [null],
  enter: (given, scope) => {
    if (isEmpty(given)) return { do: "go", way: null, why: "nothing to change" };
    const fill = (value: unknown) => (typeof value === "string" ? head(scope.render(value), MAX_VALUE) : value);
    const contact = {
      attributes: Object.fromEntries(attributesOf(given).map(([name, value]) => [name, fill(value)])),
      addTags: tagsOf(given.addTags),
      removeTags: tagsOf(given.removeTags),
      optOut: given.optOut ?? null,
    } as ContactChange;
    return { do: "go", way: null, why: "changed the contact", contact };
  },
  check,
});

function hasSafeNames(attributes: unknown): boolean {
  if (typeof attributes !== "object" || attributes === null) return true;
  return Object.keys(attributes).every((name) => assignmentProblem(name) !== "forbidden");
}

/** A line that was left empty is not there. */
const attributesOf = ({ attributes }: Data) =>
  Object.entries(attributes ?? {}).flatMap(([name, value]) => {
    const isBlank = name.trim() === "" && textOf(value).trim() === "";
    return isBlank ? [] : [[name.trim(), value] as const];
  });

const tagsOf = (tags: readonly string[] | null | undefined): readonly string[] =>
  [...new Set(tags?.map((tag) => tag.trim()))].filter((tag) => tag !== "");

const isEmpty = (given: Data): boolean =>
  attributesOf(given).length + tagsOf(given.addTags).length + tagsOf(given.removeTags).length === 0 &&
  typeof given.optOut !== "boolean";

function check(given: Data): readonly DataFinding[] {
  return [
    ...(isEmpty(given) ? [warning("nothing-to-change", "It changes nothing of the contact.")] : []),
    ...checkCount("attributes", attributesOf(given).length),
    ...attributesOf(given).flatMap(checkAttribute),
    ...checkTags("tags to add", tagsOf(given.addTags)),
    ...checkTags("tags to remove", tagsOf(given.removeTags)),
  ];
}

function checkAttribute([name, value]: readonly [string, unknown]): readonly DataFinding[] {
  const text = textOf(value);
  // A dot leads into an object, and attributes are none: nothing could read it.
  const isReadable = name !== "" && !name.includes(".");
  return [
    ...(isReadable ? [] : [error("bad-attribute", `An attribute cannot be called "${name}".`)]),
    ...checkName("attribute", name),
    ...(isPlain(text) && text.length > MAX_VALUE
      ? [error("too-long", `The attribute "${name}" has at most ${MAX_VALUE} characters.`)]
      : []),
    ...checkTemplate(`attribute ${name}`, text),
  ];
}

const checkTags = (what: string, tags: readonly string[]): readonly DataFinding[] => [
  ...checkCount(what, tags.length),
  ...tags.flatMap((tag) => [
    ...checkName("tag", tag),
    ...(isPlain(tag)
      ? []
      : [error("bad-tag", `The tag "${tag}" holds a variable; tags are taken as they are written.`)]),
  ]),
];

const checkName = (what: string, name: string): readonly DataFinding[] =>
  name.length > MAX_NAME ? [error("too-long", `The ${what} "${name}" has more than ${MAX_NAME} characters.`)] : [];

const checkCount = (what: string, count: number): readonly DataFinding[] =>
  count > MAX_ENTRIES
    ? [error("too-many", `There are ${count} ${what}; at most ${MAX_ENTRIES} go into one node.`)]
    : [];
