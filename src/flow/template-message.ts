import { z } from "zod";
import { template, type Template } from "@/conversation/message";
import { LIMITS } from "@/conversation/message-limits";
import { checkTemplate, checkText } from "./check-text";
import type { Scope } from "./engine/node-type";
import { error, type DataFinding } from "./finding";
import { textOf } from "./text-of";

const { component, type } = template.shape.parameters.element.shape;

/** An approved template as a node's data names it. A draft may lack all of it. */
export const templateFields = {
  templateName: z.string().nullish(),
  templateLanguage: z.string().nullish(),
  templateParameters: z
    .array(
      z.looseObject({
        component: component.default("body"),
        type: type.default("text"),
        value: z.union([z.string(), z.number(), z.boolean()]).nullish(),
        /** Of a template whose parameters have names. */
        name: z.string().nullish(),
        index: z.int().min(0).max(9).nullish(),
      }),
    )
    .max(100)
    .nullish(),
};
const fields = z.looseObject(templateFields);
type TemplateFields = z.infer<typeof fields>;

/** The template that leaves in place of a message when the customer has not written for a day. */
export const windowFallback = fields.nullish();

/** The template with its values filled in; null when it is not named. */
export function templateOf(named: TemplateFields, scope: Scope): Template | null {
  const name = named.templateName?.trim();
  const language = named.templateLanguage?.trim();
  if (!name || !language) return null;
  const parameters = named.templateParameters?.map(({ component, type, value, name, index }) => ({
    component,
    type,
    value: type === "text" ? oneLine(scope.render(textOf(value))) : scope.render(textOf(value)),
    ...(name && { name }),
    ...(typeof index === "number" && { index }),
  }));
  return { kind: "template", name, language, parameters: parameters ?? [] };
}

/** Meta refuses a text parameter with line breaks, tabs or a row of spaces in it (132018). */
const oneLine = (text: string): string => text.replace(/\s+/g, " ").trim();

/** A message's fallback, to be spread into it. */
export function fallbackOf(named: z.infer<typeof windowFallback>, scope: Scope): { readonly fallback?: Template } {
  const fallback = named && templateOf(named, scope);
  return fallback ? { fallback } : {};
}

/** Why a template cannot be published. `what` is how the editor calls it. */
export function checkTemplateMessage(named: TemplateFields, what = "template"): readonly DataFinding[] {
  const { templateName, templateLanguage, templateParameters } = named;
  return [
    ...checkNamed(named, what),
    ...checkText({ field: `${what}'s name`, text: templateName, limit: LIMITS.template.name }),
    ...checkText({ field: `${what}'s language`, text: templateLanguage, limit: LIMITS.template.language }),
    ...(templateParameters ?? []).flatMap(({ value }, index) =>
      checkTemplate(`${what}'s parameter ${index + 1}`, textOf(value)),
    ),
  ];
}

export const checkFallback = (named: z.infer<typeof windowFallback>): readonly DataFinding[] =>
  named ? checkTemplateMessage(named, "fallback template") : [];

function checkNamed({ templateName, templateLanguage }: TemplateFields, what: string): readonly DataFinding[] {
  if (!templateName?.trim()) return [error("missing-template", `The ${what} has no name.`)];
  return templateLanguage?.trim() ? [] : [error("missing-template", `The ${what} has no language.`)];
}
