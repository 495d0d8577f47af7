import { describe, expect, test } from "vitest";
import { flowOf } from "./golden/flow-of";
import { lint } from "./lint";

const T = ["trigger", { keyword: "go" }] as const;
const M = ["message", { text: "Hi" }] as const;
const DAY = 86_400;

const delay = (seconds: number) => ["delay", { seconds }] as const;
const question = (timeoutSeconds?: number) =>
  ["options", { text: "Which?", options: ["A", "B"], ...(timeoutSeconds && { timeoutSeconds }) }] as const;

/** The nodes whose messages may come too late. */
const late = (...flow: Parameters<typeof flowOf>) =>
  lint(flowOf(...flow)).flatMap(({ code, severity, nodeId }) =>
    code === "window-may-close" ? [`${severity} at ${nodeId}`] : [],
  );

describe("a message is late", () => {
  test("after a delay of a day, not after a shorter one", () => {
    const edges = ["t > d", "d > m"];
    expect(late({ t: T, d: delay(DAY), m: M }, edges)).toEqual(["warning at m"]);
    expect(late({ t: T, d: delay(DAY - 1), m: M }, edges)).toEqual([]);
  });

  test("after delays that come to a day together, by the longest way", () => {
    const nodes = { t: T, c: ["condition", { expression: "true" }], d: delay(50_000), e: delay(50_000), m: M } as const;
    expect(late(nodes, ["t > c", "c:true > d", "c:false > m", "d > e", "e > m"])).toEqual(["warning at m"]);
  });

  test("on the way out of a long time-out, not where somebody answered", () => {
    const nodes = { t: T, q: question(DAY), m: M, n: M, o: M };
    expect(late(nodes, ["t > q", "q:timeout > m", "q:opt-0 > n", "q:opt-1 > o"])).toEqual(["warning at m"]);
  });

  test("where a jump leads from a delay", () => {
    const nodes = { t: T, m: M, d: delay(DAY), g: ["goto", { targetNodeId: "m" }] } as const;
    expect(late(nodes, ["t > m", "m > d", "d > g"])).toEqual(["warning at m"]);
  });

  test("in a circle of short delays, which adds up", () => {
    const nodes = { t: T, m: M, d: delay(60), n: M };
    expect(late(nodes, ["t > m", "m > d", "d > n", "n > d"])).toEqual(["warning at n"]);
  });

  test("as a question too", () => {
    expect(late({ t: T, d: delay(DAY), q: question() }, ["t > d", "d > q"])).toEqual(["warning at q"]);
  });
});

describe("a message is in time", () => {
  test("once the customer has answered in between", () => {
    const nodes = { t: T, d: delay(50_000), q: question(), e: delay(50_000), m: M };
    expect(late(nodes, ["t > d", "d > q", "q:opt-0 > e", "e > m"])).toEqual([]);
  });

  test("in a circle in which somebody answers", () => {
    const nodes = { t: T, d: delay(3_600), q: question(), m: M };
    expect(late(nodes, ["t > d", "d > q", "q:opt-0 > m", "m > q", "q:opt-1 > d"])).toEqual([]);
  });

  test("where nothing is said", () => {
    const edges = ["t > d", "d > h"];
    expect(late({ t: T, d: delay(DAY), h: ["handoff", {}] }, edges)).toEqual([]);
    expect(late({ t: T, d: delay(DAY), h: ["handoff", { message: "One moment" }] }, edges)).toEqual(["warning at h"]);
  });

  test("where it is a template, or has one to fall back on", () => {
    const named = { templateName: "hello", templateLanguage: "en" };
    const edges = ["t > d", "d > m"];
    expect(late({ t: T, d: delay(DAY), m: ["message", { useTemplate: true, ...named }] }, edges)).toEqual([]);
    expect(late({ t: T, d: delay(DAY), m: ["message", { text: "Hi", windowFallback: named }] }, edges)).toEqual([]);
  });
});
