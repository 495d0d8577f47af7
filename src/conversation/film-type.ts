/** A box of an ISO media file: four letters, and where what is in it begins and ends. */
interface Box {
  readonly kind: string;
  readonly from: number;
  readonly to: number;
}

/** Films that WhatsApp plays hold these: H.264, and in the first phones' H.263 and MPEG-4. */
const PLAYED = new Set(["avc1", "avc3", "s263", "mp4v"]);

/**
 * The type of an MP4, 3GP or M4A, which begin alike, or null for what else does: photos of an iPhone, QuickTime. A sound may call
 * itself an MP4. Where the index is not among the bytes, the brand decides. ISO/IEC 14496-12.
 */
export function filmType(bytes: Uint8Array): string | null {
  const byBrand = typeOfBrand(letters(bytes, 8));
  const tracks = tracksOf(bytes);
  const isSound = tracks.length > 0 && tracks.every((track) => codecOfPictures(bytes, track) === null);
  return byBrand !== null && isSound ? "audio/mp4" : byBrand;
}

/**
 * Whether WhatsApp shows it as a film, as far as it can be told: newer codecs it refuses after having taken the message.
 * https://developers.facebook.com/docs/whatsapp/cloud-api/messages/video-messages
 */
export const isPlayed = (film: Uint8Array): boolean =>
  tracksOf(film).every((track) => {
    const codec = codecOfPictures(film, track);
    return codec === null || PLAYED.has(codec);
  });

const tracksOf = (bytes: Uint8Array): readonly Box[] =>
  inside(bytes, { kind: "", from: 0, to: bytes.length }, ["moov", "trak"]);

function typeOfBrand(brand: string): string | null {
  if (/^M4[AB] /.test(brand)) return "audio/mp4";
  if (/^3g[p2]/.test(brand)) return "video/3gpp";
  return /^(iso[m0-9]|mp4|avc1|M4V|dash|MSNV|f4v)/.test(brand) ? "video/mp4" : null;
}

/** Null: the track holds something else. */
function codecOfPictures(bytes: Uint8Array, track: Box): string | null {
  const [handler] = inside(bytes, track, ["mdia", "hdlr"]);
  if (!handler || letters(bytes, handler.from + 8) !== "vide") return null;
  const [samples] = inside(bytes, track, ["mdia", "minf", "stbl", "stsd"]);
  return samples ? letters(bytes, samples.from + 12) : "";
}

/** The boxes that a way of names leads to. */
function inside(bytes: Uint8Array, box: Box, way: readonly string[]): readonly Box[] {
  return way.reduce<readonly Box[]>(
    (boxes, kind) => boxes.flatMap((one) => boxesIn(bytes, one).filter((inner) => inner.kind === kind)),
    [box],
  );
}

/** A film has a dozen in one place. Of a file made of nothing but boxes no more are read: it goes as a document. */
const MOST_BOXES = 200;

function boxesIn(bytes: Uint8Array, { from, to }: Box): Box[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const boxes: Box[] = [];
  let at = from;
  while (at + 8 <= to && boxes.length < MOST_BOXES) {
    const short = view.getUint32(at);
    // 1: the size follows in 64 bits. 0: to the end.
    const isLong = short === 1 && at + 16 <= to;
    const size = isLong ? Number(view.getBigUint64(at + 8)) : short;
    const end = size === 0 ? to : at + size;
    const head = isLong ? 16 : 8;
    if (end < at + head || end > to) break;
    boxes.push({ kind: letters(bytes, at + 4), from: at + head, to: end });
    at = end;
  }
  return boxes;
}

const letters = (bytes: Uint8Array, at: number): string => String.fromCharCode(...bytes.subarray(at, at + 4));
