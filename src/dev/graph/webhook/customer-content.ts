import { digits } from "../chat";
import { metaNumber } from "../wamid";

/** What the customer touched: a reply button, a list row, or a template's quick reply, whose payload is the id. */
interface Tap {
  kind: "button_reply" | "list_reply" | "button";
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
  /** Spoken into the phone. */
  voice?: boolean;
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

interface CustomerContact {
  name: string;
  phones: string[];
}

/** What a customer can say. */
export type CustomerContent =
  | { text: string }
  | { tap: Tap }
  | { form: FilledForm }
  | { media: CustomerMedia }
  | { location: CustomerLocation }
  | { contacts: CustomerContact[] };

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
  if ("tap" in content) return tapJson(content.tap);
  if ("form" in content) {
    const { token, answers } = content.form;
    const reply = { name: "flow", body: "Sent", response_json: JSON.stringify({ ...answers, flow_token: token }) };
    return { type: "interactive", interactive: { type: "nfm_reply", nfm_reply: reply } };
  }
  if ("media" in content) return mediaJson(content.media);
  if ("contacts" in content) return { type: "contacts", contacts: content.contacts.map(contactJson) };
  const { latitude, longitude, name, address } = content.location;
  const place = { ...(address !== undefined && { address }), latitude, longitude, ...(name !== undefined && { name }) };
  return { location: place, type: "location" };
}

function tapJson({ kind, id, title, description }: Tap) {
  if (kind === "button") return { type: "button", button: { payload: id, text: title } };
  const reply = { id, title, ...(description !== undefined && { description }) };
  return { type: "interactive", interactive: { type: kind, [kind]: reply } };
}

function mediaJson(media: CustomerMedia) {
  const { type, id = metaNumber(), mimeType = MIME_TYPES[type], sha256 = NO_FILE, caption, filename, voice } = media;
  const names = { ...(caption !== undefined && { caption }), ...(filename !== undefined && { filename }) };
  const file = { mime_type: mimeType, sha256, id, ...(voice !== undefined && { voice }) };
  return { type, [type]: { ...names, ...file } };
}

function contactJson({ name, phones }: CustomerContact) {
  return {
    name: { first_name: name, formatted_name: name },
    phones: phones.map((phone) => ({ phone, wa_id: digits(phone), type: "CELL" })),
  };
}
