import { expect, test } from "vitest";
import { ownPath } from "./own-path";

test.each([
  ["/demo/inbox", "/demo/inbox"],
  ["/demo/events?state=failed", "/demo/events?state=failed"],
  ["/a/../demo", "/demo"],
])("%j is a path of ours", (next, path) => {
  expect(ownPath(next)).toBe(path);
});

test.each([
  ...[
    "https://evil.example",
    "//evil.example",
    "/\\evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "/.//evil.example",
  ],
  ...["javascript:alert(1)", "demo", "", undefined, null, ["/demo"]],
])("%j leads nowhere but to the start", (next) => {
  expect(ownPath(next)).toBe("/");
});
