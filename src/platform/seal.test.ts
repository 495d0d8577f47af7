import { expect, test, vi } from "vitest";

const KEYS = {
  a: `a:${Buffer.alloc(32, 1).toString("base64")}`,
  b: `b:${Buffer.alloc(32, 2).toString("base64")}`,
};
const place = { table: "whatsapp_connections", row: "1", column: "access_token" };

async function sealWith(keys: string) {
  vi.resetModules();
  for (const name of [
    "DATABASE_URL",
    "AUTH_SECRET",
    "PUSHER_APP_ID",
    "PUSHER_KEY",
    "PUSHER_SECRET",
    "PUSHER_CLUSTER",
  ]) {
    vi.stubEnv(name, "x");
  }
  vi.stubEnv("APP_URL", "http://127.0.0.1:3000");
  vi.stubEnv("ENCRYPTION_KEYS", keys);
  return import("./seal");
}

test("a sealed value opens in its own place and nowhere else", async () => {
  const { seal, open } = await sealWith(KEYS.a);
  const sealed = seal("EAAG-token é", place);
  expect(sealed).not.toContain("token");
  expect(open(sealed, place)).toBe("EAAG-token é");
  expect(() => open(sealed, { ...place, row: "2" })).toThrow();
  expect(() => open(sealed, { ...place, column: "app_secret" })).toThrow();
});

test("a changed value does not open", async () => {
  const { seal, open } = await sealWith(KEYS.a);
  const parts = seal("secret", place).split(".");
  const text = Buffer.from(parts[3]!, "base64url");
  text[0]! ^= 1;
  expect(() => open([...parts.slice(0, 3), text.toString("base64url")].join("."), place)).toThrow();
  expect(() => open("plain", place)).toThrow();
});

test("a tag that was cut short is refused", async () => {
  const { seal, open } = await sealWith(KEYS.a);
  const [key, nonce, tag, text] = seal("secret", place).split(".");
  const short = Buffer.from(tag!, "base64url").subarray(0, 4).toString("base64url");
  expect(() => open([key, nonce, short, text].join("."), place)).toThrow();
});

test("while keys change, the first seals and all open and find", async () => {
  const old = await sealWith(KEYS.a);
  const sealed = old.seal("secret", place);
  const index = old.blindIndex("token");
  const both = await sealWith(`${KEYS.b},${KEYS.a}`);
  expect(both.open(sealed, place)).toBe("secret");
  expect(both.seal("secret", place)).toMatch(/^b\./);
  expect(both.blindIndexes("token")).toContain(index);
  const gone = await sealWith(KEYS.b);
  expect(() => gone.open(sealed, place)).toThrow('No encryption key "a"');
});
