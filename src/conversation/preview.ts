import type { Incoming } from "./message";

const LONGEST = 120;

/** What a person sent, in one line for a list. */
export function preview(incoming: Incoming): string {
  const line = PREVIEWS[incoming.type](incoming).replace(/\s+/gu, " ").trim();
  const characters = Array.from(line);
  return characters.length > LONGEST ? `${characters.slice(0, LONGEST - 1).join("")}…` : line;
}

const named = (name: string) => (incoming: Incoming) => (incoming.text ? `${name}: ${incoming.text}` : name);

const PREVIEWS: Readonly<Record<Incoming["type"], (incoming: Incoming) => string>> = {
  text: ({ text }) => text ?? "",
  button: ({ text }) => text ?? "Tapped a button",
  interactive: ({ text }) => text ?? "Answered",
  image: named("📷 Photo"),
  video: named("🎬 Video"),
  audio: ({ media }) => (media?.voice ? "🎤 Voice message" : "🎵 Audio"),
  document: ({ media, text }) => `📄 ${media?.filename ?? text ?? "Document"}`,
  sticker: () => "Sticker",
  location: ({ location }) => (location?.name ? `📍 ${location.name}` : "📍 Location"),
  contacts: () => "👤 Contact",
  order: named("🛒 Order"),
  reaction: ({ reaction }) => (reaction?.emoji ? `Reacted ${reaction.emoji}` : "Took a reaction back"),
  system: ({ text }) => text ?? "The customer's number or id changed",
  edit: named("✏️ Edited"),
  revoke: () => "🚫 Deleted a message",
  request_welcome: () => "Opened the chat",
  unsupported: () => "A message that cannot be shown",
  unknown: () => "A message that cannot be shown",
};
