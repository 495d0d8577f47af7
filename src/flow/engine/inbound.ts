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
  const entries = Array.isArray(history) ? (history as readonly Json[]) : [];
  const recent: Json[] = [];
  let left = HISTORY_CHARACTERS;
  for (const each of [...entries, entry].slice(-HISTORY_ENTRIES).reverse()) {
    left -= lengthOf(each);
    if (left < 0 && recent.length > 0) break;
    recent.unshift(each);
  }
  return recent;
}

const lengthOf = (entry: Json): number => {
  const text = typeof entry === "object" && entry !== null && "text" in entry ? entry.text : "";
  return typeof text === "string" ? text.length : 0;
};
