import type { HeardMessage } from "../../graph/store";
import { picture } from "./picture";
import type { Said } from "./said";
import type { Shelf } from "./shelf";

export function saidByCustomer({ content, contextId }: HeardMessage, shelf: Shelf): Said {
  if ("text" in content) return { text: content.text };
  if ("tap" in content) {
    const { id, title } = content.tap;
    return { text: title, ...(contextId && { answers: { messageId: contextId, choiceId: id } }) };
  }
  if ("form" in content) {
    const words = Object.entries(content.form.answers).map(([name, value]) => `${name}: ${value}`);
    return { text: words.join("\n"), kind: "Form" };
  }
  if ("media" in content) return { text: content.media.caption ?? "", ...picture(content.media, shelf) };
  if ("contacts" in content) return { text: "", kind: "Contact", contacts: content.contacts };
  return { text: "", kind: "Location", place: content.location };
}
