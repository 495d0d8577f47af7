import { metaNumber } from "../wamid";

/** A reply button or a list row that the customer touched. */
interface Tap {
  kind: "button_reply" | "list_reply";
  id: string;
  title: string;
  description?: string;
  /** The message that held the button; Meta always names it, old clients may not. */
  contextId?: string;
}

export interface CustomerMedia {
  type: "image" | "video" | "audio" | "document" | "sticker";
  id?: string;
  /** What is sent; a sample of its type unless given, and nothing when the id is. */
  bytes?: Uint8Array;
  mimeType?: string;
  /** As webhooks write it: base64. */
  sha256?: string;
  caption?: string;
  filename?: string;
}

interface CustomerLocation {
  latitude: number;
  longitude: number;
  name?: string;
  address?: string;
}

/** What was filled into one of WhatsApp's forms. */
interface FilledForm {
  /** As it came with the form. */
  token: string;
  answers: Record<string, string>;
  contextId?: string;
}

/** What a customer can say. */
export type CustomerContent =
  { text: string } | { tap: Tap } | { form: FilledForm } | { media: CustomerMedia } | { location: CustomerLocation };

const MIME_TYPES: Record<CustomerMedia["type"], string> = {
  image: "image/jpeg",
  video: "video/mp4",
  audio: "audio/ogg; codecs=opus",
  document: "application/pdf",
  sticker: "image/webp",
};

const NO_FILE = "SfInY0gGKTsJlUWbwxC1k+FAD0FZHvzwfpvO0zX0GUI=";

/** The part of a webhook message that depends on what was said, in the key order of real deliveries. */
export function contentJson(content: CustomerContent): Record<string, unknown> {
  if ("text" in content) return { text: { body: content.text }, type: "text" };
  if ("tap" in content) {
    const { kind, id, title, description } = content.tap;
    const reply = { id, title, ...(description !== undefined && { description }) };
    return { type: "interactive", interactive: { type: kind, [kind]: reply } };
  }
  if ("form" in content) {
    const { token, answers } = content.form;
    const reply = { name: "flow", body: "Sent", response_json: JSON.stringify({ ...answers, flow_token: token }) };
    return { type: "interactive", interactive: { type: "nfm_reply", nfm_reply: reply } };
  }
  if ("media" in content) {
    const { type, id = metaNumber(), mimeType = MIME_TYPES[type], sha256 = NO_FILE, caption, filename } = content.media;
    const file = { mime_type: mimeType, sha256, id };
    return {
      type,
      [type]: { ...(caption !== undefined && { caption }), ...(filename !== undefined && { filename }), ...file },
    };
  }
  const { latitude, longitude, name, address } = content.location;
  const place = { ...(address !== undefined && { address }), latitude, longitude, ...(name !== undefined && { name }) };
  return { location: place, type: "location" };
}
