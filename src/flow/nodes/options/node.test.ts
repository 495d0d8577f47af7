import { expect, test } from "vitest";
import { flowOf } from "../../golden/flow-of";
import { play, type Turn } from "../../golden/play";
import { optionsNode } from "./node";

const start = ["trigger", { keyword: "go" }] as const;

const ask = (data: Record<string, unknown>, script: readonly Turn[] = [], edges: readonly string[] = []) => {
  const nodes = {
    t: start,
    q: ["options", data],
    a: ["message", { text: "chose {{ lastSelectedOption }} ({{ lastSelectedOptionIndex }})" }],
    n: ["message", { text: "none of them" }],
    z: ["message", { text: "too late" }],
  } as const;
  const definition = flowOf(nodes, ["t > q", "q:opt-0 > a", "q:opt-1 > a", "q:opt-2 > a", ...edges]);
  const { lines, moves } = play({ definition, script: [{ says: "go" }, ...script] });
  return { lines: lines.slice(1), bubble: moves[0]?.effects[0], moves };
};
const codes = (data: Record<string, unknown>) =>
  optionsNode.check?.(optionsNode.data.parse({ text: "Which?", ...data })).map(({ code }) => code);
const labels = (count: number) => Array.from({ length: count }, (_, index) => `Option ${index + 1}`);

test("two or three short labels become reply buttons with the ids opt-i", () => {
  expect(ask({ text: "Which?", options: ["Red", "Blue"], header: "Shop", footer: "Thanks" }).bubble).toMatchObject({
    kind: "send",
    message: {
      kind: "buttons",
      text: "Which?",
      header: "Shop",
      footer: "Thanks",
      choices: [
        { id: "opt-0", title: "Red" },
        { id: "opt-1", title: "Blue" },
      ],
    },
  });
});

test.each([
  ["more than three options", { options: labels(4) }],
  ["a label over 20 characters", { options: ["Red", "x".repeat(21)] }],
  ["a description", { options: ["Red", { label: "Blue", description: "like the sea" }] }],
  ["a text that became longer than buttons carry", { options: ["Red", "Blue"], text: "x".repeat(1025) }],
])("%s makes a list", (_, data) => {
  expect(ask({ text: "Which?", ...data }).bubble).toMatchObject({ message: { kind: "list", button: "Options" } });
});

test("the rest of a label over 24 characters goes to the description, at a word's end where it fits", () => {
  const words = "A rather long label that needs two lines";
  const block = "x".repeat(96);
  expect(
    ask({ text: "Which?", options: [words, block, { label: words, description: "and more" }] }).bubble,
  ).toMatchObject({
    message: {
      choices: [
        { title: "A rather long label", description: "that needs two lines" },
        { title: "x".repeat(24), description: "x".repeat(72) },
        { title: "A rather long label", description: "that needs two lines · and more" },
      ],
    },
  });
});

test.each<[string, Turn, string]>([
  ["its id", { taps: "Blue" }, "chose Blue (1)"],
  ["its label without case and accents", { says: " BLÚE " }, "chose Blue (1)"],
  ["its value", { says: "r" }, "chose Red (0)"],
  ["its number", { says: "2" }, "chose Blue (1)"],
  ["its number with a dot", { says: "1." }, "chose Red (0)"],
])("a reply matches by %s", (_, turn, answer) => {
  const options = [{ label: "Red", value: "r" }, "Blue"];
  expect(ask({ text: "Which?", options }, [turn]).lines.at(-2)).toBe(`bot: ${answer}`);
});

test("a label that is a number goes before the number of an option", () => {
  expect(ask({ text: "How many?", options: ["2", "1"] }, [{ says: "2" }]).lines.at(-2)).toBe("bot: chose 2 (0)");
});

test("the title that a list showed of a long label is enough", () => {
  const options = ["A rather long label that needs two lines", "Other"];
  expect(ask({ text: "Which?", options }, [{ says: "a rather long label" }]).lines.at(-2)).toMatch(/chose A rather/);
});

test("what matches nothing takes no-match if it has an edge", () => {
  const { lines } = ask({ text: "Which?", options: ["Red", "Blue"] }, [{ says: "3" }], ["q:no-match > n"]);
  expect(lines.at(-2)).toBe("bot: none of them");
});

test("a message without words, like a photo, matches nothing", () => {
  const { lines } = ask({ text: "?", options: ["Red", "Blue"] }, [{ sends: { type: "image" } }], ["q:no-match > n"]);
  expect(lines.at(-2)).toBe("bot: none of them");
});

test("without a no-match edge the question is asked maxAttempts times, then the session is Completed", () => {
  const turns = [{ says: "x" }, { says: "y" }, { says: "z" }];
  const once = ask({ text: "Which?", options: ["Red", "Blue"], maxAttempts: 1 }, turns.slice(0, 1));
  expect(once.lines).toEqual(["bot: Which? [Red] [Blue]", "customer: x", "(Completed: no-match)"]);
  const thrice = ask({ text: "Which?", options: ["Red", "Blue"], maxAttempts: 3 }, turns);
  expect(thrice.lines.filter((line) => line.startsWith("bot"))).toHaveLength(3);
  expect(thrice.lines.at(-1)).toBe("(Completed: no-match)");
});

test("a time-out takes its way out", () => {
  const data = { text: "Which?", options: ["Red", "Blue"], timeoutSeconds: 60 };
  const { lines, moves } = ask(data, [{ waits: "1m" }], ["q:timeout > z"]);
  expect(moves[0]?.effects[1]).toMatchObject({ kind: "schedule", timer: "timeout" });
  expect(lines.at(-2)).toBe("bot: too late");
});

test("a question whose text became empty is still asked, for its choices", () => {
  expect(ask({ text: "{{ nobody }}", options: ["Red", "Blue"] }).lines).toEqual(["bot: … [Red] [Blue]"]);
});

test("the question takes a template along for the time when the 24-hour window is closed", () => {
  const windowFallback = { templateName: "choose", templateLanguage: "en" };
  expect(ask({ text: "Which?", options: ["Red", "Blue"], windowFallback }).bubble).toMatchObject({
    message: { kind: "buttons", fallback: { kind: "template", name: "choose", language: "en", parameters: [] } },
  });
});

test("the time-out is a way out only where there is one", () => {
  const outputs = (data: object) => optionsNode.outputs(optionsNode.data.parse(data));
  expect(outputs({ options: ["a", "b"] })).toEqual(["opt-0", "opt-1", "no-match"]);
  expect(outputs({ options: ["a", "b"], timeoutSeconds: 5 })).toContain("timeout");
});

test("Meta's limits are errors", () => {
  expect(codes({ options: ["Red", "Blue"] })).toEqual([]);
  expect(codes({ text: "", options: ["Red", "Blue"] })).toEqual(["missing-text"]);
  expect(codes({ text: "x".repeat(1025), options: ["Red", "Blue"] })).toEqual(["too-long"]);
  expect(codes({ text: "x".repeat(1025), options: labels(4) })).toEqual([]);
  expect(codes({ text: "x".repeat(4097), options: labels(4) })).toEqual(["too-long"]);
  expect(codes({ options: ["Red", "Blue"], header: "x".repeat(61) })).toEqual(["too-long"]);
  expect(codes({ options: ["Red", "Blue"], footer: "x".repeat(61) })).toEqual(["too-long"]);
  expect(codes({ options: ["Red", "Blue"], button: "x".repeat(21) })).toEqual(["too-long"]);
  expect(codes({ options: ["Red", ""] })).toEqual(["missing-text"]);
  expect(codes({ options: ["x".repeat(96), "Blue"] })).toEqual([]);
  expect(codes({ options: ["x".repeat(97), "Blue"] })).toEqual(["too-long"]);
  expect(codes({ options: [{ label: "Red", description: "x".repeat(73) }, "Blue"] })).toEqual(["too-long"]);
  expect(codes({ options: ["Red"] })).toEqual(["too-few-options"]);
  expect(codes({ options: labels(10) })).toEqual([]);
  expect(codes({ options: labels(11) })).toEqual(["too-many-options"]);
  expect(codes({ options: ["Café", "CAFE"] })).toEqual(["duplicate-option"]);
  expect(codes({ options: ["Red", "Blue"], windowFallback: {} })).toEqual(["missing-template"]);
});
