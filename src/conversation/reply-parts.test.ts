import { expect, test } from "vitest";
import { replyParts } from "./reply-parts";

const photo = { mediaType: "image" } as const;
const film = { mediaType: "video" } as const;
const sound = { mediaType: "audio" } as const;
const sticker = { mediaType: "sticker" } as const;

test("a text is a message, and nothing is nothing", () => {
  expect(replyParts([], "hello")).toEqual([{ file: null, text: "hello" }]);
  expect(replyParts([], "")).toEqual([]);
});

test("the text stands with the last file", () => {
  expect(replyParts([photo, film], "Look")).toEqual([
    { file: photo, caption: null },
    { file: film, caption: "Look" },
  ]);
  expect(replyParts([photo], "")).toEqual([{ file: photo, caption: null }]);
});

test.each([sound, sticker])("behind what can hold no words the text is a message of its own", (file) => {
  expect(replyParts([photo, file], "Listen")).toEqual([
    { file: photo, caption: null },
    { file, caption: null },
    { file: null, text: "Listen" },
  ]);
});

test("what is too long for a caption is a message of its own", () => {
  const [exact, longer] = ["x".repeat(1024), "x".repeat(1025)];
  expect(replyParts([photo], exact)).toEqual([{ file: photo, caption: exact }]);
  expect(replyParts([photo], longer)).toEqual([
    { file: photo, caption: null },
    { file: null, text: longer },
  ]);
});
