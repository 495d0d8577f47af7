import { Paperclip } from "lucide-react";
import type { NodeData, NodeEditor } from "../../editor/node-editor";

const NAMES: Readonly<Record<NodeData<"media">["mediaType"], string>> = {
  image: "Photo",
  video: "Video",
  audio: "Audio",
  document: "Document",
  sticker: "Sticker",
};

export const mediaEditor: NodeEditor<NodeData<"media">> = {
  label: "Media",
  icon: Paperclip,
  summary: ({ mediaType, url, id, caption, filename }) =>
    [[NAMES[mediaType], filename || url || id].filter(Boolean).join(": "), caption].filter(Boolean).join("\n"),
};
