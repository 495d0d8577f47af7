import { z } from "zod";
import { LIMITS } from "@/conversation/message-limits";
import { checkText } from "../../check-text";
import { defineNode } from "../../engine/node-type";
import { error } from "../../finding";
import { fit } from "../../fit";

export const messageNode = defineNode({
  data: z.looseObject({
    text: z.string().default(""),
    useTemplate: z.boolean().nullish(),
    templateName: z.string().nullish(),
    templateLanguage: z.string().nullish(),
    templateParameters: z.array(z.looseObject({})).nullish(),
    previewUrl: z.boolean().nullish(),
  }),
  outputs: () => [null],
  bubbles: 1,
  enter: ({ text, useTemplate, previewUrl }, scope) => {
    if (useTemplate) return { do: "fail", reason: "template-not-supported", why: "templates cannot be sent yet" };
    const said = fit(scope.render(text), LIMITS.text.body);
    // WhatsApp refuses an empty message; a flow whose variable is empty just says nothing here.
    if (said.trim() === "") return { do: "go", way: null, why: "nothing to say" };
    const bubble = { kind: "text", text: said, ...(previewUrl ? { previewUrl } : {}) } as const;
    return { do: "go", way: null, why: "said", say: [bubble] };
  },
  check: ({ text, useTemplate }) =>
    useTemplate
      ? [error("template-not-supported", "Template messages cannot be sent yet.")]
      : checkText({ field: "text", text, limit: LIMITS.text.body, required: true }),
});
