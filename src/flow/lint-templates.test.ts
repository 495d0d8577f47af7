import { expect, test } from "vitest";
import { flowOf } from "./golden/flow-of";
import { lint } from "./lint";
import type { KnownTemplate } from "./known-template";

const NONE = { least: 0, most: 0 };
const known = (status: string, body = 0, language = "en"): KnownTemplate => ({
  name: "ready",
  language,
  status,
  parameters: { header: NONE, body: { least: body, most: body }, buttons: NONE },
});
const T = ["trigger", { keyword: "go" }] as const;
const NAMED = { templateName: "ready", templateLanguage: "en" };

const remarks = (data: Readonly<Record<string, unknown>>, templates?: readonly KnownTemplate[]) =>
  lint(flowOf({ t: T, m: ["message", { text: "Hi", ...data }] }, ["t > m"]), templates && { templates })
    .filter(({ code }) => code.includes("template"))
    .map(({ code, severity, nodeId, message }) => `${severity} ${code} at ${nodeId}: ${message}`);
const sends = (templates?: readonly KnownTemplate[], parameters: readonly object[] = []) =>
  remarks({ useTemplate: true, ...NAMED, templateParameters: parameters }, templates);

test("an approved template with its parameters is fine", () => {
  expect(sends([known("APPROVED")])).toEqual([]);
  expect(sends([known("APPROVED", 2)], [{ value: "a" }, { component: "body", value: "b" }])).toEqual([]);
});

test("without knowing the templates nothing is said", () => {
  expect(sends()).toEqual([]);
});

test("one that is not there, or not in that language", () => {
  expect(sends([])).toEqual(['error unknown-template at m: There is no template "ready" in en.']);
  expect(sends([known("APPROVED", 0, "es"), known("APPROVED", 0, "de")])).toEqual([
    'error unknown-template at m: There is no template "ready" in en, only in es, de.',
  ]);
});

test("one that Meta has not approved", () => {
  expect(sends([known("PENDING")])).toEqual([
    'error template-not-approved at m: The template "ready" is pending, not approved.',
  ]);
});

test("of two business accounts with one of that name, one that can be sent is enough", () => {
  for (const other of [known("REJECTED"), known("APPROVED", 1)]) {
    expect(sends([other, known("APPROVED")])).toEqual([]);
    expect(sends([known("APPROVED"), other])).toEqual([]);
  }
});

test("one that wants another number of parameters, part by part", () => {
  expect(sends([known("APPROVED", 1)], [{ component: "button", type: "payload", value: "x", index: 0 }])).toEqual([
    'error template-parameters at m: The template "ready" wants 1 parameter in its body, not 0.',
    'error template-parameters at m: The template "ready" wants 0 parameters in its buttons, not 1.',
  ]);
});

test("a button that may go without its parameter may have it", () => {
  const buttons = { least: 1, most: 2 };
  const quickReplies = [{ ...known("APPROVED"), parameters: { header: NONE, body: NONE, buttons } }];
  const payload = { component: "button", type: "payload", value: "x", index: 0 };
  expect(sends(quickReplies, [payload, payload])).toEqual([]);
  expect(sends(quickReplies, [payload])).toEqual([]);
  expect(sends(quickReplies)).toEqual([
    'error template-parameters at m: The template "ready" wants 1 to 2 parameters in its buttons, not 0.',
  ]);
});

test("the one to fall back on when the window is closed counts too", () => {
  expect(remarks({ windowFallback: NAMED }, [])).toHaveLength(1);
  expect(remarks({ useTemplate: false, ...NAMED }, [])).toEqual([]);
});
