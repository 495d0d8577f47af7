import { addMessage } from "../chat";
import type { Emulation } from "../emulation";
import { type DeliveryAttempt, type HeardMessage, tell } from "../store";
import { contentJson, type CustomerContent } from "./customer-content";
import { type Ends, incomingBody } from "./incoming";
import { keptFile } from "./kept-file";

interface Said {
  id: string;
  content: CustomerContent;
  /** The message that is quoted. */
  contextId?: string | undefined;
  at: Date;
}

/** A customer's message stands in the chat. Gives the webhook that brings it to the app. */
export function hearMessage(emulation: Emulation, ends: Ends, { id, at, ...said }: Said) {
  const { store } = emulation;
  const { chat } = ends;
  const content = withFileKept(said.content, emulation, chat.phoneNumberId);
  const contextId = said.contextId ?? answered(content);
  const message: HeardMessage = {
    direction: "heard",
    waMessageId: id,
    phoneNumberId: chat.phoneNumberId,
    from: chat.customer,
    content,
    ...(contextId && { contextId }),
    saidAt: at,
  };
  addMessage(store, chat, message);
  return {
    body: incomingBody(emulation, ends, { id, at, contextId, part: contentJson(content) }),
    onAttempt(attempt: DeliveryAttempt) {
      message.lastAttempt = attempt;
      tell(store, { kind: "changed", chat, message });
    },
  };
}

function withFileKept(content: CustomerContent, { media }: Emulation, phoneNumberId: string): CustomerContent {
  return "media" in content ? { media: keptFile(content.media, { phoneNumberId, media }) } : content;
}

/** The message that was tapped, or whose form was filled in. */
function answered(content: CustomerContent): string | undefined {
  if ("tap" in content) return content.tap.contextId;
  return "form" in content ? content.form.contextId : undefined;
}
