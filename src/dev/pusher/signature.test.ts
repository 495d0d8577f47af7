import { expect, test } from "vitest";
import { sameText, vouchesFor } from "./signature";
import { APP } from "./test-app";

test("the published vector verifies, and nothing near it", () => {
  const auth = `${APP.key}:58df8b0c36d6982b82c3ecf6b4662e34fe8c25bba48f5369f135bf843651c3a4`;
  expect(vouchesFor(APP, { auth, text: "1234.1234:private-foobar" })).toBe(true);
  expect(vouchesFor(APP, { auth, text: "1234.1234:private-foobaz" })).toBe(false);
  expect(vouchesFor(APP, { auth: auth.replace(/4$/, "5"), text: "1234.1234:private-foobar" })).toBe(false);
  expect(vouchesFor(APP, { auth: "", text: "1234.1234:private-foobar" })).toBe(false);
});

test("texts of different length differ", () => {
  expect(sameText("a", "aa")).toBe(false);
});
