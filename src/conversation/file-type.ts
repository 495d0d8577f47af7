import { filmType } from "./film-type";

type Mark = readonly [type: string, at: number, mark: string];

/** What stands at the beginning of files: https://www.iana.org/assignments/media-types and the formats' own papers. */
const MARKS: readonly Mark[] = [
  ["image/jpeg", 0, "\xff\xd8\xff"],
  ["image/png", 0, "\x89PNG\r\n\x1a\n"],
  ["image/webp", 8, "WEBPVP8"],
  ["audio/amr", 0, "#!AMR\n"],
  ["audio/ogg", 28, "OpusHead"],
  ["audio/mpeg", 0, "ID3"],
  ["application/pdf", 0, "%PDF-"],
];

/** Containers that hold anything: what is in them shows by how the name ends. */
const CONTAINERS: readonly [mark: string, types: Readonly<Record<string, string>>][] = [
  [
    "PK\x03\x04",
    {
      docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
      xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
      pptx: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    },
  ],
  [
    "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    { doc: "application/msword", xls: "application/vnd.ms-excel", ppt: "application/vnd.ms-powerpoint" },
  ],
];

/** So many bytes tell everything but what is in a film. */
export const HEAD_BYTES = 4096;

/**
 * The MIME type of a file by what is in it, whatever it is said to be: one of those that Meta takes, or null. A name counts only
 * between the documents of one container. All kinds of text are `text/plain`, as which Meta takes them.
 */
export function typeByContent(bytes: Uint8Array, name: string): string | null {
  const head = Array.from(bytes.subarray(0, HEAD_BYTES), (byte) => String.fromCharCode(byte)).join("");
  const marked = MARKS.find(([, at, mark]) => head.startsWith(mark, at));
  if (marked) return marked[0];
  if (head.startsWith("ftyp", 4)) return filmType(bytes);
  const container = CONTAINERS.find(([mark]) => head.startsWith(mark));
  if (container) return container[1][name.split(".").at(-1)?.toLowerCase() ?? ""] ?? null;
  return soundType(bytes) ?? (isText(head) ? "text/plain" : null);
}

/** Sounds without a head begin with the eleven bits of a frame: of ADTS, whose layer is 0, or of MPEG, layer III. */
function soundType([first = 0, second = 0]: Uint8Array): string | null {
  if (first !== 0xff) return null;
  if ((second & 0xf6) === 0xf0) return "audio/aac";
  return (second & 0xe6) === 0xe2 ? "audio/mpeg" : null;
}

/** Old tables are in no UTF-8: a text is what has no control characters. */
const isText = (head: string): boolean => head !== "" && !/[\0-\x08\x0e-\x1a\x1c-\x1f\x7f]/.test(head);
