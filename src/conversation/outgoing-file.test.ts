import { expect, test } from "vitest";
import { film } from "@/dev/film";
import { SAMPLES } from "@/dev/graph/media-sample";
import { judgeFile } from "./outgoing-file";

const JPEG = SAMPLES.image().bytes;
const MIB = 1024 * 1024;

/** A still one of these sides. */
function webp({ side = 512, moving = false } = {}): Buffer {
  const bytes = Buffer.alloc(64);
  bytes.write("RIFF", 0);
  bytes.write("WEBPVP8X", 8);
  bytes[20] = moving ? 2 : 0;
  bytes.writeUIntLE(side - 1, 24, 3);
  bytes.writeUIntLE(side - 1, 27, 3);
  return bytes;
}

const judge = (
  bytes: Uint8Array,
  { name = "a.bin", size = bytes.length, mostBytes = 100 * MIB, asSticker = false } = {},
) => judgeFile({ name, size, bytes }, { mostBytes, asSticker });
const sentAs = (...given: Parameters<typeof judge>) => {
  const verdict = judge(...given);
  return verdict.fits ? verdict.file.mediaType : verdict.why;
};

test("what WhatsApp shows is sent as such", () => {
  expect(judge(JPEG, { name: "cat.jpg" })).toEqual({
    fits: true,
    file: { mediaType: "image", mimeType: "image/jpeg", name: "cat.jpg", mayBeSticker: false },
  });
  expect(sentAs(film())).toBe("video");
  expect(sentAs(film({ codec: null }))).toBe("audio");
  expect(sentAs(SAMPLES.document().bytes)).toBe("document");
});

test("a picture, a film or a sound that is too large to be shown goes as a document", () => {
  expect(sentAs(JPEG, { size: 5_000_000 })).toBe("image");
  expect(sentAs(JPEG, { size: 5_000_001 })).toBe("document");
  expect(sentAs(film(), { size: 16_000_000 })).toBe("video");
  expect(sentAs(film(), { size: 16_000_001 })).toBe("document");
  expect(sentAs(film({ codec: null }), { size: 16_000_001 })).toBe("document");
  expect(sentAs(film({ codec: "hvc1" }))).toBe("document");
});

test("a WebP is a sticker when that is asked for and it can be one, else a document", () => {
  expect(judge(webp())).toMatchObject({ file: { mediaType: "document", mayBeSticker: true } });
  expect(sentAs(webp(), { asSticker: true })).toBe("sticker");
  expect(judge(webp({ side: 300 }))).toMatchObject({ file: { mayBeSticker: false } });
  expect(sentAs(webp({ side: 300 }), { name: "s.webp", asSticker: true })).toBe(
    'The file "s.webp" has 300 × 300 pixels; a sticker has 512 × 512.',
  );
  expect(sentAs(webp(), { name: "s.webp", size: 100_001, asSticker: true })).toBe(
    'The file "s.webp" has 101 kB; a sticker like it has at most 100 kB.',
  );
  expect(sentAs(webp({ moving: true }), { size: 500_000, asSticker: true })).toBe("sticker");
  expect(sentAs(JPEG, { asSticker: true })).toBe('The file "a.bin" is no WebP, as stickers are.');
});

test("what does not fit is refused with its name, its size and the limit", () => {
  const pdf = SAMPLES.document().bytes;
  const mostBytes = 25 * MIB;
  expect(sentAs(pdf, { name: "plan.pdf", size: mostBytes, mostBytes })).toBe("document");
  expect(sentAs(pdf, { name: "plan.pdf", size: mostBytes + 1, mostBytes })).toBe(
    'The file "plan.pdf" has 26.3 MB; at most 26.2 MB can be sent.',
  );
  expect(sentAs(pdf, { size: 100_000_001 })).toBe('The file "a.bin" has 100.1 MB; at most 100.0 MB can be sent.');
  expect(sentAs(Buffer.from("MZ\0"), { name: "setup.exe" })).toMatch(
    /^The file "setup.exe" is, by its content, of no type that WhatsApp takes, or damaged\. It takes JPEG/,
  );
  expect(sentAs(Buffer.alloc(0))).toBe('The file "a.bin" is empty.');
});

test("a name keeps its ending, and loses what hides it or leads elsewhere", () => {
  const nameOf = (name: string) => {
    const verdict = judge(JPEG, { name });
    return verdict.fits && verdict.file.name;
  };
  expect(nameOf("../../cat.jpg")).toBe(".._.._cat.jpg");
  expect(nameOf("gpj.\u202etac\0.jpg")).toBe("gpj.tac.jpg");
  expect(nameOf("\ud83dcat.jpg")).toBe("cat.jpg");
  expect(nameOf(`${"😀".repeat(300)}.jpg`)).toBe(`${"😀".repeat(116)}.jpg`);
  expect(nameOf(" ")).toBe("file");
});

test("a film made of nothing but boxes is judged quickly, and goes as a document", () => {
  const bytes = Buffer.alloc(25 * MIB);
  for (let from = 16; from + 8 <= bytes.length; from += 8) {
    bytes.writeUInt32BE(8, from);
    bytes.write("free", from + 4, "latin1");
  }
  bytes.writeUInt32BE(16, 0);
  bytes.write("ftypisom", 4, "latin1");
  const began = process.cpuUsage();
  expect(judge(bytes, { name: "a.mp4" })).toMatchObject({ fits: true, file: { mediaType: "document" } });
  expect(process.cpuUsage(began).user / 1e6).toBeLessThan(1);
});
