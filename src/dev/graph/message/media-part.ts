import {
  addressOf,
  invalid,
  optionalTextOf,
  problemUnless,
  type Problems,
  record,
  text,
  trueOrFalse,
  unexpectedKeys,
} from "./check";

type Fields = Record<string, unknown>;
type MediaKind = "image" | "video" | "audio" | "document" | "sticker";

const FOREIGN_KEYS: Record<MediaKind, readonly string[]> = {
  image: ["filename", "voice"],
  video: ["filename", "voice"],
  audio: ["caption", "filename"],
  document: ["voice"],
  sticker: ["caption", "filename", "voice"],
};

/** Media as a message of their own. */
export function checkMedia(kind: MediaKind): (media: Fields) => Problems {
  return (media) => [
    ...mediaSource(media, kind),
    ...unexpectedKeys(media, kind, FOREIGN_KEYS[kind]),
    ...optionalTextOf(media["caption"], `${kind}['caption']`, 1024),
    // Meta names no limit; 240 is what file systems take.
    ...optionalTextOf(media["filename"], `${kind}['filename']`, 240),
    ...trueOrFalse(media["voice"], `${kind}['voice']`),
  ];
}

/** Media inside something else: under the key that is named like their type. */
export function mediaInside(holder: Fields, path: string): Problems {
  const kind = text(holder["type"]).toLowerCase();
  return mediaSource(record(holder[kind]), `${path}['${kind}']`);
}

/** An upload's id or an address to fetch it from. Whether the address leads anywhere is found out later, in a status. */
function mediaSource({ id, link }: Fields, path: string): Problems {
  return [
    ...problemUnless(Boolean(id) !== Boolean(link), invalid(`${path} needs either an id or a link.`)),
    ...(link === undefined ? [] : addressOf(link, `${path}['link']`)),
  ];
}
