import { z } from "zod";
import { LIMITS } from "@/conversation/message-limits";
import { checkTemplate, checkText } from "../../check-text";
import { defineNode } from "../../engine/node-type";
import { error, type DataFinding } from "../../finding";
import { fit } from "../../fit";
import { isPlain } from "../../template";

/** They stand above the conversation in the inbox. */
const MAX_QUEUE = 60;
const MAX_NOTE = 1_024;

export const handoffNode = defineNode({
  data: z.looseObject({
    queue: z.string().nullish(),
    note: z.string().nullish(),
    message: z.string().nullish(),
  }),
  outputs: () => [null],
  mayEnd: () => true,
  isPatient: true,
  bubbles: ({ message }) => (message?.trim() ? 1 : 0),
  enter: ({ queue, note, message }, scope) => {
    const said = fit(scope.render(message ?? "").trim(), LIMITS.text.body);
    return {
      do: "hand-off",
      queue: fit(queue?.trim() ?? "", MAX_QUEUE) || null,
      note: fit(scope.render(note ?? "").trim(), MAX_NOTE) || null,
      why: "people go on",
      ...(said === "" ? {} : { say: [{ kind: "text", text: said }] }),
    };
  },
  resume: (_data, _scope, wake) =>
    wake.by === "person"
      ? { do: "go", way: null, why: "a person handed it back" }
      : { do: "stay", why: "people have the conversation" },
  check: ({ queue, note, message }) => [
    ...checkLength("queue", queue, MAX_QUEUE),
    ...checkLength("note", note, MAX_NOTE),
    ...checkTemplate("note", note ?? ""),
    ...checkText({ field: "message", text: message, limit: LIMITS.text.body }),
  ],
});

/** How long a template becomes is known only when it is filled in; it is cut then. */
function checkLength(field: string, text: string | null | undefined, limit: number): readonly DataFinding[] {
  const written = text?.trim() ?? "";
  if (!isPlain(written) || written.length <= limit) return [];
  return [error("too-long", `The ${field} has ${written.length} characters; at most ${limit} are shown.`)];
}
