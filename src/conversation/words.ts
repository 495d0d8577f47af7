import type { Outgoing } from "./message";

/** What people read of a message of ours: its text, or what stands for it. */
export function wordsOf(message: Outgoing): string {
  if ("text" in message) return message.text;
  switch (message.kind) {
    case "template": {
      const values = message.parameters.map(({ value }) => value).filter((value) => value !== "");
      return [`Template ${message.name}`, values.join(" · ")].filter(Boolean).join(": ");
    }
    case "media":
      return message.caption ?? message.filename ?? MEDIA_NAMES[message.mediaType];
    case "location":
      return message.name ?? message.address ?? "Location";
    case "contacts":
      return message.people.map(({ name }) => name).join(", ");
    case "reaction":
      return message.emoji === "" ? "Took a reaction back" : `Reacted ${message.emoji}`;
  }
}

const MEDIA_NAMES = {
  image: "Photo",
  video: "Video",
  audio: "Audio",
  document: "Document",
  sticker: "Sticker",
} as const;

/** The type a message of ours is stored under: Meta's own words. */
export function typeOf(message: Outgoing): string {
  switch (message.kind) {
    case "buttons":
    case "list":
    case "form":
    case "link":
    case "location-request":
      return "interactive";
    case "media":
      return message.mediaType;
    case "text":
    case "template":
    case "location":
    case "contacts":
    case "reaction":
      return message.kind;
  }
}
