import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { sign, verifySignature } from "./signature";
import { vectors } from "./signature-vectors.json";

const bytes = (text: string) => Buffer.from(text, "utf8");
const body = bytes('{"object":"whatsapp_business_account"}');

describe("a signature", () => {
  test.each(vectors)("of a genuine delivery fits: $what", ({ raw_body, x_hub_signature_256, app_secret }) => {
    expect(verifySignature(bytes(raw_body), x_hub_signature_256, app_secret)).toBe(true);
    const file = readFileSync(new URL("../webhook/fixtures/msg-text__pywa-signed-bytes.json", import.meta.url));
    expect(verifySignature(file, x_hub_signature_256, app_secret)).toBe(true);
  });

  test("is the HMAC that everybody computes", () => {
    expect(sign(bytes("The quick brown fox jumps over the lazy dog"), "key")).toBe(
      "sha256=f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8",
    );
  });

  test("is over the bytes: escapes and the characters they stand for are signed differently", () => {
    const escaped = bytes(String.raw`{"text":"caf\u00e9 \ud83d\ude00 https:\/\/x.example"}`);
    const plain = bytes(JSON.stringify(JSON.parse(escaped.toString())));
    const header = sign(escaped, "secret");
    expect(verifySignature(escaped, header, "secret")).toBe(true);
    expect(verifySignature(plain, header, "secret")).toBe(false);
    expect(verifySignature(plain, sign(plain, "secret"), "secret")).toBe(true);
  });

  test("of bytes that are no UTF-8 fits those bytes only", () => {
    const raw = Uint8Array.of(0xff, 0xfe, 0x00);
    expect(verifySignature(raw, sign(raw, "secret"), "secret")).toBe(true);
    expect(verifySignature(Uint8Array.of(0xfd, 0xfe, 0x00), sign(raw, "secret"), "secret")).toBe(false);
  });

  test("does not fit another secret or another body", () => {
    expect(verifySignature(body, sign(body, "secret"), "other")).toBe(false);
    expect(verifySignature(bytes(`${body.toString()} `), sign(body, "secret"), "secret")).toBe(false);
  });

  test("never fits without a secret", () => {
    expect(verifySignature(body, sign(body, ""), "")).toBe(false);
  });

  test.each([
    null,
    undefined,
    "",
    "sha256=",
    "sha256=00",
    sign(body, "secret").slice(7),
    sign(body, "secret").slice(0, -1),
    `${sign(body, "secret")}0`,
    sign(body, "secret").replace("sha256", "sha1"),
    `sha256=${"é".repeat(64)}`,
  ])("that is %j is refused", (header) => {
    expect(verifySignature(body, header, "secret")).toBe(false);
  });
});
