import { record, text } from "../../graph/message/check";
import type { Bubble, Picture } from "../page-model";
import type { Shelf } from "./shelf";

type Kind = Picture["type"];

const KINDS: Record<Kind, string> = {
  image: "Photo",
  video: "Video",
  audio: "Audio",
  document: "Document",
  sticker: "Sticker",
};

export interface NamedFile {
  type: Kind;
  /** Of an upload. */
  id?: string | undefined;
  link?: string;
  mimeType?: string;
  filename?: string;
  voice?: boolean;
}

function isPicture(type: string): type is Kind {
  return Object.hasOwn(KINDS, type);
}

/** What it is, and where it can be seen: nowhere when the upload that is named is not kept. */
export function picture(named: NamedFile, shelf: Shelf): Pick<Bubble, "kind" | "media"> {
  const { type, id, link, filename, voice } = named;
  const kept = id === undefined ? undefined : shelf.file(id);
  const url = kept && id !== undefined ? `/api/media/${id}` : link;
  const mimeType = kept?.mimeType ?? named.mimeType;
  const kind = voice ? "Voice message" : KINDS[type];
  if (url === undefined) return { kind };
  const media = { type, url, ...(mimeType && { mimeType }), ...(filename && { filename }), ...(voice && { voice }) };
  return { kind, media };
}

/** A file that stands above words: it needs no name of its own. */
export function mediaIn(holder: Record<string, unknown>, shelf: Shelf): Pick<Bubble, "media"> {
  const { media } = pictureIn(holder, shelf);
  return media ? { media } : {};
}

/** A file as a send names it, under the key that is named like its type. */
export function pictureIn(holder: Record<string, unknown>, shelf: Shelf): Pick<Bubble, "kind" | "media"> {
  const type = text(holder["type"]).toLowerCase();
  if (!isPicture(type)) return {};
  const { id, link, filename, voice } = record(holder[type]);
  const [upload, address, name] = [text(id), text(link), text(filename)];
  const named = { ...(upload && { id: upload }), ...(address && { link: address }), ...(name && { filename: name }) };
  return picture({ type, ...named, ...(voice === true && { voice }) }, shelf);
}
