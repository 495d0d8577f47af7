import { expect, test } from "vitest";
import { isMediaAddress, mediaType, readSha256 } from "./media";

const GRAPH = "https://graph.facebook.com";

test.each([
  "https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=133&ext=1&hash=x",
  "https://scontent.xx.fbcdn.net/v/t1",
  "https://mmg.whatsapp.net/d/f/x.enc",
  "https://graph.facebook.com/v26.0/133",
])("%s is Meta's", (address) => expect(isMediaAddress(address, GRAPH)).toBe(true));

test.each([
  "http://lookaside.fbsbx.com/x",
  "https://lookaside.fbsbx.com:8443/x",
  "https://lookaside.fbsbx.com.evil.example/x",
  "https://evil-lookaside.fbsbx.com/x",
  "https://fbcdn.net.evil.example/x",
  "https://evilfbcdn.net/x",
  "https://evil.example/lookaside.fbsbx.com",
  "https://lookaside.fbsbx.com@evil.example/x",
  "https://user:word@lookaside.fbsbx.com/x",
  "https://127.0.0.1/x",
  "http://graph.facebook.com/x",
  "file:///etc/passwd",
  "//lookaside.fbsbx.com/x",
  "",
])("%j is not Meta's", (address) => expect(isMediaAddress(address, GRAPH)).toBe(false));

test("an emulator's own address is, and its neighbour's is not", () => {
  expect(isMediaAddress("http://127.0.0.1:4000/a", "http://127.0.0.1:4000/")).toBe(true);
  expect(isMediaAddress("http://127.0.0.1:4001/a", "http://127.0.0.1:4000/")).toBe(false);
});

test.each([
  ["image", "image/jpeg", "image/jpeg"],
  ["image", "image/svg+xml", null],
  ["image", "text/html", null],
  ["sticker", "image/webp", "image/webp"],
  ["sticker", "image/png", null],
  ["audio", "audio/ogg; codecs=opus", "audio/ogg"],
  ["audio", "AUDIO/OGG", "audio/ogg"],
  ["audio", "image/jpeg", null],
  ["video", "video/mp4", "video/mp4"],
  ["video", "video/x-flv", null],
  [
    "document",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  ],
  ["document", "text/html", "text/html"],
  ["document", "pdf", null],
  ["document", "text/html\r\nx-evil: 1", null],
  ["text", "text/plain", null],
  ["image", null, null],
])("a message of type %s with %s: %s", (type, mimeType, expected) => {
  expect(mediaType(type, mimeType)).toBe(expected);
});

test("a hash reads the same in both of Meta's spellings, and what is none is none", () => {
  const base64 = "wvqXMe6n7n1W0zphvLPoLj+s/NtKqmr3zZ7YzTP7xFI=";
  const hex = "c2fa9731eea7ee7d56d33a61bcb3e82e3facfcdb4aaa6af7cd9ed8cd33fbc452";
  expect(readSha256(base64)).toBe(hex);
  expect(readSha256(hex.toUpperCase())).toBe(hex);
  for (const none of ["IMAGE_HASH", "4654+8g=", hex.slice(1), "", null]) expect(readSha256(none)).toBeNull();
});
