import type { MetaProblem } from "../api/meta-error";
import { record, text } from "../message/check";
import type { Store } from "../store";
import { fittingProblem } from "./fitting";
import type { GraphTemplate, TemplateStatus } from "./template";

/** Why an account may not send this template. An account of which no template is known may send any. */
export function templateProblem(
  sent: Record<string, unknown>,
  { templates, toPhone }: { templates: readonly GraphTemplate[]; toPhone: boolean },
): MetaProblem | undefined {
  if (templates.length === 0) return undefined;
  const [name, language] = [text(sent["name"]), text(record(sent["language"])["code"])];
  const template = templates.find((known) => known.name === name && known.language === language);
  const absent = { code: 132001, details: `template name (${name}) does not exist in ${language}` };
  if (template === undefined) return absent;
  if (template.category === "AUTHENTICATION" && !toPhone) return { code: 131062 };
  return UNSENDABLE[template.status]?.(absent) ?? fittingProblem(sent, template);
}

export function templatesOf(store: Store, businessAccountId: string): GraphTemplate[] {
  return [...store.templates.values()].filter((template) => template.businessAccountId === businessAccountId);
}

/** What was never approved is not there. */
const UNSENDABLE: Partial<Record<TemplateStatus, (absent: MetaProblem) => MetaProblem>> = {
  PENDING: (absent) => absent,
  REJECTED: (absent) => absent,
  PAUSED: () => ({ code: 132015, details: "Template is paused due to low quality." }),
  DISABLED: () => ({ code: 132016, details: "Template is disabled due to low quality." }),
};
