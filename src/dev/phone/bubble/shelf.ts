import type { GraphEmulator } from "../../graph/graph-emulator";
import type { StoredMedia } from "../../graph/media-store";
import type { GraphTemplate } from "../../graph/template/template";

/** What a message may name without holding it. */
export interface Shelf {
  file(id: string): Pick<StoredMedia, "mimeType"> | undefined;
  template(phoneNumberId: string, named: { name: string; language: string }): GraphTemplate | undefined;
}

export function shelfOf(graph: GraphEmulator): Shelf {
  return {
    file: (id) => graph.file(id),
    template(phoneNumberId, { name, language }) {
      const number = graph.numbers().find((known) => known.phoneNumberId === phoneNumberId);
      const templates = graph.templates(number?.businessAccountId ?? "");
      return templates.find((known) => known.name === name && known.language === language);
    },
  };
}
