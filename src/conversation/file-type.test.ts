import fc from "fast-check";
import { expect, test } from "vitest";
import { SAMPLES } from "@/dev/graph/media-sample";
import { film } from "@/dev/film";
import { typeByContent } from "./file-type";
import { isPlayed } from "./film-type";

const bytes = (latin1: string) => Buffer.from(latin1.padEnd(64, "\0"), "latin1");
const DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

test.each([
  ["a JPEG", Buffer.from(SAMPLES.image().bytes), "image/jpeg"],
  ["a PNG", bytes("\x89PNG\r\n\x1a\n"), "image/png"],
  ["a WebP", Buffer.from(SAMPLES.sticker().bytes), "image/webp"],
  ["an MP4", film(), "video/mp4"],
  ["an MP4 without its index", film().subarray(0, 40), "video/mp4"],
  ["a 3GP", film({ brand: "3gp4", codec: "s263" }), "video/3gpp"],
  ["an M4A", film({ brand: "M4A ", codec: null }), "audio/mp4"],
  ["an MP4 that is a sound", film({ brand: "mp42", codec: null }), "audio/mp4"],
  ["AAC", bytes("\xff\xf1\x50\x80"), "audio/aac"],
  ["AMR", bytes("#!AMR\n"), "audio/amr"],
  ["an MP3", bytes("ID3\x04"), "audio/mpeg"],
  ["an MP3 without a head", bytes("\xff\xfb\x90\x64"), "audio/mpeg"],
  ["Opus", bytes(`OggS${"\0".repeat(24)}OpusHead`), "audio/ogg"],
  ["a PDF", Buffer.from(SAMPLES.document().bytes), "application/pdf"],
  ["a table in UTF-8", Buffer.from("name;größe\nAna;3\n"), "text/plain"],
  ["a table in Windows-1252", Buffer.from("name;gr\xf6\xdfe\r\n", "latin1"), "text/plain"],
])("%s is known by its content, whatever its name", (_, content, type) => {
  for (const name of ["cat.exe", "", "x.docx"]) expect(typeByContent(content, name)).toBe(type);
});

test.each([
  ["a QuickTime film", film({ brand: "qt  " })],
  ["a photo of an iPhone", film({ brand: "heic" })],
  ["a WAV", bytes("RIFF\x24\0\0\0WAVEfmt ")],
  ["Vorbis", bytes(`OggS${"\0".repeat(24)}\x01vorbis`)],
  ["wide-band AMR", Buffer.concat([bytes("#!AMR-WB\n")])],
  ["a GIF", bytes("GIF89a")],
  ["a program", bytes("MZ\x90\0\x03")],
  ["an archive", bytes("PK\x03\x04")],
  ["nothing", Buffer.alloc(0)],
])("%s is nothing that Meta takes, also when its name says so", (_, content) => {
  expect(typeByContent(content, "cat.jpg")).toBeNull();
});

test("an archive is a document of the kind that its name says", () => {
  expect(typeByContent(bytes("PK\x03\x04"), "Brief.DOCX")).toBe(DOCX);
  expect(typeByContent(bytes("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), "prices.xls")).toBe("application/vnd.ms-excel");
  expect(typeByContent(bytes("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), "setup.msi")).toBeNull();
});

test("a film in a codec that WhatsApp does not play is known", () => {
  expect(isPlayed(film())).toBe(true);
  expect(isPlayed(film({ codec: "hvc1" }))).toBe(false);
  expect(isPlayed(film({ codec: "hvc1" }).subarray(0, 40))).toBe(true);
});

test("whatever the bytes are, they are looked at and not stumbled over", () => {
  const start = fc.constantFrom("", "\0\0\0\x10ftypisom", "\0\0\0\x10ftypisom\0\0\0\0\0\0\0\x01moov", "PK\x03\x04");
  const file = fc.tuple(start, fc.uint8Array({ maxLength: 200 }));
  fc.assert(
    fc.property(file, ([head, rest]) => {
      const content = Buffer.concat([Buffer.from(head, "latin1"), rest]);
      expect([null, expect.any(String)]).toContainEqual(typeByContent(content, "a.docx"));
      expect(typeof isPlayed(content)).toBe("boolean");
    }),
  );
  const cut = film({ codec: "hvc1" });
  for (let length = 0; length < cut.length; length++) isPlayed(cut.subarray(0, length));
});
