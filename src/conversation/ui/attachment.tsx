import {
  CircleHelp,
  Contact,
  FileText,
  Image,
  Mic,
  Music,
  ShoppingCart,
  Sticker,
  Video,
  type LucideIcon,
} from "lucide-react";
import type { Incoming } from "../message";
import type { ThreadMessage } from "../thread-message";
import { Card } from "./card";
import { Place } from "./place";
import { MessageFile } from "./message-file";

type Look = readonly [icon: LucideIcon, name: string, isNeverShown?: boolean];

const VOICE: Look = [Mic, "Voice message"];
const LOOKS: { readonly [Type in Incoming["type"]]?: Look } = {
  image: [Image, "Photo"],
  video: [Video, "Video"],
  audio: [Music, "Audio"],
  document: [FileText, "Document"],
  sticker: [Sticker, "Sticker"],
  contacts: [Contact, "Contact card"],
  order: [ShoppingCart, "Order"],
  unsupported: [CircleHelp, "A message of a kind that WhatsApp does not pass on", true],
  unknown: [CircleHelp, "A message of a kind that is not known here", true],
};

/** The place of what came beside the text: a photo, a location, a contact card. Nothing for plain texts. */
export function Attachment({ body, message }: { body: Incoming; message: ThreadMessage }) {
  const { type, media, location } = body;
  if (location) return <Place place={location} />;
  const look = media?.voice ? VOICE : LOOKS[type];
  if (!look) return body.text === null ? <span className="text-soft">{message.content}</span> : null;
  const [icon, name, isNeverShown] = look;
  if (!media) return <Card icon={icon} title={name} detail={isNeverShown ? null : "Not shown here yet"} />;
  // Marks of direction can hide how a name ends.
  const title = media.filename?.replace(/\p{C}/gu, "") ?? name;
  return <MessageFile messageId={message.id} type={type} media={message.media} icon={icon} name={title} />;
}
