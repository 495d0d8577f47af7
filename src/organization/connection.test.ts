import { expect, test } from "vitest";
import { connectionFields, connectionPatch, isComplete, missingFrom, secretHint, webhookUrl } from "./connection";

const typed = {
  name: "Main",
  businessAccountId: "102290129340398",
  phoneNumberId: "106540352242922",
  displayPhoneNumber: "+1 555 078 3881",
  accessToken: "EAAG",
  appId: "7",
};
const configured = {
  ...{ businessAccountId: "1", phoneNumberId: "2", accessToken: "a", verifyToken: "v", appSecret: "s" },
  shared: false,
};

test("an empty secret changes nothing, an empty app id and null take away", () => {
  const patch = connectionPatch.parse({ accessToken: "", appSecret: " ", verifyToken: "", phonePin: "", appId: "" });
  expect(Object.entries(patch).filter(([, value]) => value !== undefined)).toEqual([["appId", null]]);
  expect(connectionPatch.parse({ appSecret: null, phonePin: null })).toEqual({ appSecret: null, phonePin: null });
});

test("what is not named stays away from the patch", () => {
  expect(connectionPatch.parse({ name: " Shop " })).toEqual({ name: "Shop" });
});

test("the access token and the verify token cannot be taken away", () => {
  expect(connectionPatch.safeParse({ accessToken: null }).success).toBe(false);
  expect(connectionPatch.safeParse({ verifyToken: null }).success).toBe(false);
});

test("an id that could change an address of Meta's is refused", () => {
  for (const phoneNumberId of ["", "..", "1/2", "1?a", "1 2"]) {
    expect(connectionFields.safeParse({ ...typed, phoneNumberId }).success).toBe(false);
  }
});

test("nobody can type that a connection is the operator's", () => {
  expect(connectionFields.parse({ ...typed, shared: true })).not.toHaveProperty("shared");
});

test("complete means both ids, both tokens and a secret that can sign", () => {
  expect(isComplete(configured, { defaultSecret: false })).toBe(true);
  for (const part of ["businessAccountId", "phoneNumberId", "accessToken", "verifyToken", "appSecret"]) {
    expect(isComplete({ ...configured, [part]: part.endsWith("Id") ? "" : null }, { defaultSecret: true })).toBe(false);
  }
});

test("the default secret stands in for a connection of the operator's app, and for no other", () => {
  const without = { ...configured, appSecret: null };
  expect(missingFrom(without, { defaultSecret: true })).toEqual(["app secret"]);
  expect(missingFrom({ ...without, shared: true }, { defaultSecret: true })).toEqual([]);
  expect(missingFrom({ ...without, shared: true }, { defaultSecret: false })).toEqual(["app secret"]);
});

test("a hint shows the end of a long secret and nothing of a short one", () => {
  expect(secretHint("EAAGm0PX4ZCpsBA")).toBe("…psBA");
  expect(secretHint("123456")).toBe("set");
  expect(secretHint("elevenchars")).toBe("set");
});

test("the callback stands under the app's address, with or without a slash at its end", () => {
  expect(webhookUrl("https://recado.example/", "k")).toBe("https://recado.example/api/webhooks/whatsapp/k");
  expect(webhookUrl("https://recado.example", "k")).toBe("https://recado.example/api/webhooks/whatsapp/k");
});
