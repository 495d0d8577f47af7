import { z } from "zod";
import { checkExpression, checkTemplate } from "../../check-text";
import { checkVariable, refuseVariable, variablePath } from "../../check-variable";
import { asNumber } from "../../compare";
import { defineNode, type Scope } from "../../engine/node-type";
import { expressionReads } from "../../expression";
import type { Json } from "../../session";
import { templateNeeds } from "../../template-needs";
import { textOf } from "../../text-of";
import { parseJson } from "../../variable";

const KINDS = ["text", "number", "boolean", "json"] as const;

const data = z.looseObject({
  key: variablePath.default(""),
  value: z.unknown().optional(),
  expression: z.string().nullish(),
  as: z.enum(KINDS).nullish(),
});
type Data = z.infer<typeof data>;

export const assignNode = defineNode({
  data,
  outputs: () => [null],
  reads: ({ value, expression }) => (expression ? expressionReads(expression) : templateNeeds(textOf(value))),
  writes: ({ key }) => [key],
  enter: (assignment, scope) => {
    const { key, as } = assignment;
    const refused = refuseVariable(key);
    if (refused) return refused;
    const found = valueOf(assignment, scope);
    if (!found.ok) return { do: "go", way: null, set: { [key]: null }, why: `the expression failed: ${found.why}` };
    return { do: "go", way: null, set: { [key]: as ? convert(found.value, as) : found.value }, why: "assigned" };
  },
  check: ({ key, value, expression }) => [
    ...checkVariable(key),
    ...(expression ? checkExpression(expression) : checkTemplate("value", textOf(value))),
  ],
});

type Found = { readonly ok: true; readonly value: Json } | { readonly ok: false; readonly why: string };

function valueOf({ value, expression }: Data, scope: Scope): Found {
  if (expression) return scope.evaluate(expression);
  // Imported graphs may hold a value that is no text; it is taken as it is.
  return { ok: true, value: typeof value === "string" ? scope.render(value) : ((value ?? null) as Json) };
}

/** The value as what the flow wants it to be; null where it is nothing of that kind. */
function convert(value: Json, kind: (typeof KINDS)[number]): Json {
  switch (kind) {
    case "text":
      return textOf(value);
    case "number":
      return asNumber(value);
    case "boolean":
      return !["", "false", "0", "no", "null"].includes(textOf(value).trim().toLowerCase());
    case "json":
      return typeof value === "string" ? (parseJson(value) ?? null) : value;
  }
}
