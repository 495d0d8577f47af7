import { LIMITS } from "@/conversation/message-limits";
import { checkText } from "./check-text";
import type { Scope } from "./engine/node-type";
import type { DataFinding } from "./finding";
import { fit } from "./fit";

/** What may stand above and below a question: templates. Buttons, lists and forms take as much of both. */
interface Frame {
  readonly header?: string | null | undefined;
  readonly footer?: string | null | undefined;
}

/** The frame filled in; what is empty is left out. */
export function frameOf(
  { header, footer }: Frame,
  scope: Scope,
): { readonly header?: string; readonly footer?: string } {
  const above = fit(scope.render(header ?? "").trim(), LIMITS.list.header);
  const below = fit(scope.render(footer ?? "").trim(), LIMITS.list.footer);
  return { ...(above && { header: above }), ...(below && { footer: below }) };
}

export const checkFrame = ({ header, footer }: Frame): readonly DataFinding[] => [
  ...checkText({ field: "header", text: header, limit: LIMITS.list.header }),
  ...checkText({ field: "footer", text: footer, limit: LIMITS.list.footer }),
];
