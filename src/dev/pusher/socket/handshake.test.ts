import { expect, test } from "vitest";
import { APP } from "../test-app";
import { mayOpen, turnAway } from "./handshake";

test.each([
  ["/nope", 4005],
  ["//", 4005],
  [`/app/${APP.key}`, 4008],
  [`/app/${APP.key}?client=js&version=8.6.0`, 4008],
  [`/app/${APP.key}?protocol=3`, 4007],
  [`/app/${APP.key}?protocol=8`, 4007],
  [`/app/${APP.key}?protocol=`, 4007],
  [`/app/${APP.key}?protocol=7.0`, 4007],
  [`/app/${APP.key}?protocol=3&protocol=7`, 4007],
  [`/app/${APP.key}?protocol=7&version=x`, 4006],
  ["/app/other?protocol=7", 4001],
])("%s is turned away with %i", (path, code) => {
  expect(turnAway(path, APP)?.code).toBe(code);
});

test.each([4, 5, 6, 7])("protocol %i is spoken", (protocol) => {
  expect(turnAway(`/app/${APP.key}?protocol=${protocol}&client=js&version=8.6.0`, APP)).toBeNull();
});

test.each(["http://localhost:3000", "https://127.0.0.1:8443", "http://[::1]"])("%s is of this machine", (origin) => {
  expect(mayOpen(origin, undefined)).toBe(true);
});

test.each(["https://evil.example", "http://localhost.evil.example", "http://127.0.0.1.evil.example", "null"])(
  "%s is not of this machine",
  (origin) => {
    expect(mayOpen(origin, undefined)).toBe(false);
    expect(mayOpen(origin, "any")).toBe(true);
  },
);

test("a list of origins is the whole list", () => {
  expect(mayOpen("https://recado.example", ["https://recado.example"])).toBe(true);
  expect(mayOpen("http://localhost:3000", ["https://recado.example"])).toBe(false);
});

test("what is no browser names no origin and may open", () => {
  expect(mayOpen(undefined, [])).toBe(true);
});
