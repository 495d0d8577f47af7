import { z } from "zod";
import { LIMITS } from "@/conversation/message-limits";
import { checkText } from "../../check-text";
import { defineNode, type Decision, type Scope } from "../../engine/node-type";
import { fit } from "../../fit";
import {
  checkFallback,
  checkTemplateMessage,
  fallbackOf,
  templateFields,
  templateOf,
  windowFallback,
} from "../../template-message";

const data = z.looseObject({
  text: z.string().default(""),
  useTemplate: z.boolean().nullish(),
  ...templateFields,
  previewUrl: z.boolean().nullish(),
  windowFallback,
});
type Data = z.infer<typeof data>;

export const messageNode = defineNode({
  data,
  outputs: () => [null],
  bubbles: () => 1,
  enter: (message, scope) => (message.useTemplate ? sendTemplate(message, scope) : say(message, scope)),
  check: (message) =>
    message.useTemplate
      ? checkTemplateMessage(message)
      : [
          ...checkText({ field: "text", text: message.text, limit: LIMITS.text.body, required: true }),
          ...checkFallback(message.windowFallback),
        ],
});

function sendTemplate(message: Data, scope: Scope): Decision {
  const template = templateOf(message, scope);
  if (!template) return { do: "fail", reason: "template-missing", why: "the template has no name or no language" };
  return { do: "go", way: null, why: `sent the template ${template.name}`, say: [template] };
}

function say({ text, previewUrl, windowFallback }: Data, scope: Scope): Decision {
  const said = fit(scope.render(text), LIMITS.text.body);
  // WhatsApp refuses an empty message; a flow whose variable is empty just says nothing here.
  if (said.trim() === "") return { do: "go", way: null, why: "nothing to say" };
  const around = { ...(previewUrl ? { previewUrl } : {}), ...fallbackOf(windowFallback, scope) };
  return { do: "go", way: null, why: "said", say: [{ kind: "text", text: said, ...around }] };
}
