import { z } from "zod";
import { templateFields, windowFallback } from "./template-message";

/** The same names in the data of every node that can send a template. */
const sender = z.looseObject({ useTemplate: z.boolean().nullish(), ...templateFields, windowFallback });

export interface TemplateSent {
  readonly name: string;
  readonly language: string;
  /** Of each of its parameters. */
  readonly components: readonly string[];
}

/** The templates a node sends, always or when the 24-hour window is closed; none when all it says is free-form. */
export function templatesSent(data: unknown): readonly TemplateSent[] {
  const parsed = sender.safeParse(data);
  if (!parsed.success) return [];
  const sent = parsed.data.useTemplate ? parsed.data : parsed.data.windowFallback;
  const [name, language] = [sent?.templateName?.trim(), sent?.templateLanguage?.trim()];
  if (!name || !language) return [];
  return [{ name, language, components: sent?.templateParameters?.map(({ component }) => component) ?? [] }];
}
