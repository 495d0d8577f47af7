import { LIMITS } from "@/conversation/message-limits";
import { head } from "../fit";
import type { Context, FlowEnv, InboundMessage, Json } from "../session";
import { zonedTime } from "../zoned-time";

const HISTORY_ENTRIES = 50;
/** Of the 64 KiB of a context: long messages must not end a session by being remembered. */
const HISTORY_CHARACTERS = 8_192;

/** What the engine remembers of a message, whoever it was for. */
export function inboundVariables(context: Context, message: InboundMessage, env: FlowEnv): Context {
  const { incoming } = message;
  const text = head(incoming.text ?? "", LIMITS.text.body);
  const at = zonedTime(message.at, env.timeZone);
  const count = context["messageCount"];
  return {
    input: text,
    lastUserMessage: text,
    lastInboundAt: at,
    lastInboundType: incoming.type,
    messageCount: (typeof count === "number" ? count : 0) + 1,
    inputHistory: remembered(context["inputHistory"], { text, at }),
    ...(incoming.choice && { lastInteractiveId: incoming.choice.id, lastInteractiveTitle: incoming.choice.title }),
    ...(incoming.media && { lastMedia: mediaOf(incoming.media) }),
    ...(incoming.location && { lastLocation: incoming.location }),
  };
}

type Media = NonNullable<InboundMessage["incoming"]["media"]>;

/** A photo or a file as flows know it. */
export const mediaOf = ({ id, mimeType, caption, filename }: Media): Json => ({ id, mimeType, caption, filename });

function remembered(history: Json | undefined, entry: { readonly text: string; readonly at: string }): Json {
  const entries = [...(Array.isArray(history) ? (history as readonly Json[]) : []), entry];
  let left = HISTORY_CHARACTERS - entry.text.length;
  let first = entries.length - 1;
  for (let index = first - 1; index >= 0 && entries.length - index <= HISTORY_ENTRIES; index -= 1) {
    left -= lengthOf(entries[index]);
    if (left < 0) break;
    first = index;
  }
  return entries.slice(first);
}

const lengthOf = (entry: Json | undefined): number => {
  const text = typeof entry === "object" && entry !== null && "text" in entry ? entry.text : "";
  return typeof text === "string" ? text.length : 0;
};
