/** In pixels. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** Larger than what the formats of photos hold, and no number that a column can not. */
const LARGEST = 65_535;

/** How large a PNG, WebP or JPEG is, by its first bytes, so that its place can be held before it is there; null for what is none. */
export function pictureSize(bytes: Uint8Array): PictureSize | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.byteLength < 30) return null;
  const size = ofPng(view) ?? ofWebp(view) ?? ofJpeg(view);
  const isOne = size && [size.width, size.height].every((side) => side > 0 && side <= LARGEST);
  return isOne ? size : null;
}

const ofPng = (view: DataView): PictureSize | null =>
  view.getUint32(0) === 0x89504e47 ? { width: view.getUint32(16), height: view.getUint32(20) } : null;

/** Three forms, each with its size in another place. https://developers.google.com/speed/webp/docs/riff_container */
function ofWebp(view: DataView): PictureSize | null {
  if (view.getUint32(0) !== 0x52494646 || view.getUint32(8) !== 0x57454250) return null;
  switch (view.getUint32(12)) {
    case 0x56503820: // "VP8 "
      return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
    case 0x5650384c: {
      // "VP8L"
      const sides = view.getUint32(21, true);
      return { width: (sides & 0x3fff) + 1, height: ((sides >>> 14) & 0x3fff) + 1 };
    }
    case 0x56503858: // "VP8X"
      return { width: (view.getUint32(24, true) & 0xffffff) + 1, height: (view.getUint32(26, true) >>> 8) + 1 };
    default:
      return null;
  }
}

/** The size stands in the frame's head, behind as many other segments as there are. */
function ofJpeg(view: DataView): PictureSize | null {
  if (view.getUint16(0) !== 0xffd8) return null;
  let at = 2;
  while (at + 9 <= view.byteLength && view.getUint8(at) === 0xff) {
    const marker = view.getUint8(at + 1);
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    at += marker === 0xff ? 1 : 2 + view.getUint16(at + 2);
  }
  return null;
}
