import { isOneEmoji } from "../message/reaction";
import { react } from "../reactions";
import type { HeardMessage, SentMessage } from "../store";
import { contentJson, type CustomerContent } from "./customer-content";

/** What a customer can do to a message that is there already. */
export type CustomerAct =
  /** An empty emoji takes the last one back. */
  | { reaction: { messageId: string; emoji: string } }
  | { edit: { messageId: string; text: string } }
  | { revoke: { messageId: string } };

type Message = SentMessage | HeardMessage;
/** Done, with what the webhook says of it; or why WhatsApp's app would not offer it, in words. */
type Outcome = { json: Record<string, unknown> } | { refused: string };

/** Meta's pages on the webhooks `edit` and `revoke`. */
const EDITED_WITHIN_MS = 15 * 60_000;
const DELETED_WITHIN_MS = 2 * 24 * 3_600_000;

export function isAct(says: CustomerContent | CustomerAct): says is CustomerAct {
  return "reaction" in says || "edit" in says || "revoke" in says;
}

export function targetIdOf(act: CustomerAct): string {
  if ("reaction" in act) return act.reaction.messageId;
  return "edit" in act ? act.edit.messageId : act.revoke.messageId;
}

/** Changes the message. */
export function perform(act: CustomerAct, target: Message | undefined, now: Date): Outcome {
  if (target === undefined) return { refused: "That message is not in this chat." };
  if (target.direction === "heard" && target.deletedAt) return { refused: "That message was deleted." };
  if ("reaction" in act) return reactTo(target, act.reaction.emoji);
  if (target.direction === "sent") return { refused: "Only your own messages can be edited or deleted." };
  return "edit" in act ? edit(target, act.edit.text, now) : revoke(target, now);
}

function reactTo(target: Message, emoji: string): Outcome {
  if (emoji !== "" && !isOneEmoji(emoji)) return { refused: "React with one emoji." };
  react(target, { from: "customer", emoji });
  // One that is taken back comes without an emoji, or with an empty one: both were seen.
  return { json: { type: "reaction", reaction: { message_id: target.waMessageId, ...(emoji && { emoji }) } } };
}

function edit(target: HeardMessage, words: string, now: Date): Outcome {
  const content = withWords(target.content, words);
  if (content === undefined) return { refused: "Only texts and captions can be edited." };
  if (now.getTime() - target.saidAt.getTime() > EDITED_WITHIN_MS)
    return { refused: "A message can be edited for 15 minutes after it was sent." };
  Object.assign(target, { content, editedAt: now });
  const { contextId: id, waMessageId: original_message_id } = target;
  const message = { ...(id && { context: { id } }), ...contentJson(content) };
  return { json: { type: "edit", edit: { original_message_id, message } } };
}

/** The content with other words; undefined where it has none of its own. */
function withWords(content: CustomerContent, words: string): CustomerContent | undefined {
  if ("text" in content) return { text: words };
  if (!("media" in content) || !["image", "video", "document"].includes(content.media.type)) return undefined;
  return { media: { ...content.media, caption: words } };
}

function revoke(target: HeardMessage, now: Date): Outcome {
  if (now.getTime() - target.saidAt.getTime() > DELETED_WITHIN_MS)
    return { refused: "A message can be deleted for two days after it was sent." };
  Object.assign(target, { deletedAt: now, reactions: [] });
  return { json: { type: "revoke", revoke: { original_message_id: target.waMessageId } } };
}
