import { expect, test } from "vitest";
import { SAMPLES } from "@/dev/graph/media-sample";
import { pictureSize } from "./picture-size";

const hex = (bytes: string) => Buffer.from(bytes.replaceAll(" ", "").padEnd(60, "0"), "hex");

test("a photo and a sticker as browsers write them", () => {
  expect(pictureSize(SAMPLES.image().bytes)).toEqual({ width: 160, height: 120 });
  expect(pictureSize(SAMPLES.sticker().bytes)).toEqual({ width: 96, height: 96 });
});

test.each([
  ["PNG", "89504e470d0a1a0a 0000000d 49484452 00000280 000001e0", { width: 640, height: 480 }],
  ["WebP, lossy", "52494646 00000000 57454250 56503820 00000000 000000 9d012a 8002 e001", { width: 640, height: 480 }],
  ["WebP, lossless", "52494646 00000000 57454250 5650384c 00000000 2f 7fc27700", { width: 640, height: 480 }],
  [
    "WebP, extended",
    "52494646 00000000 57454250 56503858 00000000 10000000 7f0200 df0100",
    { width: 640, height: 480 },
  ],
  ["JPEG, progressive", "ffd8 ffe00004 0000 ffff c2 0011 08 01e0 0280", { width: 640, height: 480 }],
  ["PNG of no width", "89504e470d0a1a0a 0000000d 49484452 00000000 000001e0", null],
  ["PNG beyond measure", "89504e470d0a1a0a 0000000d 49484452 ffffffff 000001e0", null],
  ["JPEG without a frame", "ffd8 ffda 0008", null],
  ["JPEG that ends in a segment", "ffd8 ffe0 ffff", null],
  ["something else", "25504446", null],
])("%s", (_, bytes, expected) => expect(pictureSize(hex(bytes))).toEqual(expected));

test("a few bytes are no picture", () => expect(pictureSize(Buffer.from("ffd8", "hex"))).toBeNull());
