import { expect, test } from "vitest";
import { flowOf } from "../../golden/flow-of";
import { play, type Turn } from "../../golden/play";
import { askNode } from "./node";

const Q = { text: "Well?", variable: "x" };

/** What is said and stored when a question is asked of Ana, whose number is Colombian. */
const ask = (data: Record<string, unknown>, script: readonly Turn[] = [], edges: readonly string[] = []) => {
  const nodes = {
    t: ["trigger", { keyword: "go" }],
    q: ["ask", { ...Q, ...data }],
    a: ["message", { text: "thanks" }],
    i: ["message", { text: "let it be" }],
    z: ["message", { text: "too late" }],
  } as const;
  const definition = flowOf(nodes, ["t > q", "q > a", ...edges]);
  const { lines, moves, session } = play({ definition, script: [{ says: "go" }, ...script] });
  return { lines: lines.slice(1), bubble: moves[0]?.effects[0], moves, stored: session?.context["x"], session };
};
const codes = (data: Record<string, unknown>) =>
  askNode.check?.(askNode.data.parse({ ...Q, ...data })).map(({ code }) => code);

const THANKS = ["bot: thanks", "(Completed: no-next)"];

test("it says the text and waits; a valid reply is stored and the flow goes on", () => {
  const { lines, stored, moves, session } = ask({ text: "Your name, {{ contact.name }}?" }, [{ says: " Ana María " }]);
  expect(lines).toEqual(["bot: Your name, Ana?", "customer:  Ana María ", ...THANKS]);
  expect(stored).toBe("Ana María");
  expect(moves[0]?.session).toMatchObject({ status: "Paused", waiting: { for: "reply", attempts: 1 } });
  expect(moves[1]?.trace[0]).toMatchObject({ why: "a valid answer of the kind text", way: null });
  expect(moves[1]?.trace[0]?.writes).toContain("x");
  expect(session?.context).toMatchObject({ input: " Ana María " });
});

test.each<[string, string, unknown]>([
  ["text", "anything at all", "anything at all"],
  ["number", "12", 12],
  ["number", "1.234,50", 1234.5],
  ["number", "1,234.50", 1234.5],
  ["number", "20.000", 20_000],
  ["email", " Ana@EXAMPLE.com ", "Ana@example.com"],
  ["phone", "300 111 2233", "+573001112233"],
  ["phone", "+1 202 555 0114", "+12025550114"],
  ["date", "31/12/2026", "2026-12-31"],
  ["date", "31.12.2026", "2026-12-31"],
  ["date", "31-12-2026", "2026-12-31"],
  ["date", "2026-12-31", "2026-12-31"],
])("of the kind %s %j is stored as %j", (kind, says, value) => {
  expect(ask({ kind }, [{ says }])).toMatchObject({ stored: value, lines: expect.arrayContaining(THANKS) as string[] });
});

test("12/31/2026 can only mean the last of December, 1/2/2026 means the first of February", () => {
  expect(ask({ kind: "date" }, [{ says: "12/31/2026" }]).stored).toBe("2026-12-31");
  expect(ask({ kind: "date" }, [{ says: "1/2/2026" }]).stored).toBe("2026-02-01");
});

test.each([
  ["text", " "],
  ["number", "many"],
  ["number", "1,234"],
  ["email", "ana at example"],
  ["phone", "12"],
  ["date", "31/02/2026"],
  ["location", "Calle 1"],
  ["media", "a photo"],
])("of the kind %s %j is not valid", (kind, says) => {
  const { lines, stored } = ask({ kind, errorText: "No." }, [{ says }]);
  expect(lines.at(-1)).toBe("bot: No.");
  expect(stored).toBeUndefined();
});

const location = { latitude: 4.6, longitude: -74.1, name: "Home", address: null };
const photo = { id: "m1", mimeType: "image/jpeg", caption: "look", filename: null };

test("a location is stored with its name and address", () => {
  const { stored, lines } = ask({ kind: "location" }, [{ sends: { type: "location", location } }]);
  expect(stored).toEqual(location);
  expect(lines.slice(-2)).toEqual(THANKS);
});

test("a photo or a file is stored by its id", () => {
  const media = { ...photo, voice: false };
  expect(ask({ kind: "media" }, [{ sends: { type: "image", text: "look", media } }]).stored).toEqual(photo);
});

test.each(["number", "email", "phone", "date", "text"])("a message without words is no %s", (kind) => {
  expect(ask({ kind }, [{ sends: { type: "location", location } }]).lines.at(-1)).toBe("bot: Well?");
});

test("a caption is words like any other", () => {
  const turn = { sends: { type: "image", text: "my cat", media: { ...photo, voice: false } } } as const;
  expect(ask({}, [turn]).stored).toBe("my cat");
});

test("what a form says of itself is nobody's answer", () => {
  const turn = { sends: { type: "interactive", text: "Sent", form: { token: null, answers: {} } } } as const;
  expect(ask({}, [turn]).lines.at(-1)).toBe("bot: Well?");
});

test("a text must have the pattern somewhere in it, as a condition's `matches` does", () => {
  expect(ask({ pattern: "^[A-Z]{3}\\d{3}$" }, [{ says: "ABC123" }]).stored).toBe("ABC123");
  expect(ask({ pattern: "\\d" }, [{ says: "number 7" }]).stored).toBe("number 7");
  expect(ask({ pattern: "^[A-Z]{3}\\d{3}$" }, [{ says: "abc123" }]).lines.at(-1)).toBe("bot: Well?");
  expect(ask({ pattern: "(" }, [{ says: "(" }]).lines.at(-1)).toBe("bot: Well?");
});

const colours = { kind: "choice", choices: [{ label: "Red", value: "r" }, "Blue"] };

test("a choice is shown and answered as the options node does it", () => {
  const { lines, stored, session } = ask(colours, [{ taps: "Red" }]);
  expect(lines).toEqual(["bot: Well? [Red] [Blue]", "customer taps: Red", ...THANKS]);
  expect(stored).toBe("r");
  expect(session?.context).toMatchObject({ lastSelectedOption: "Red", lastSelectedOptionIndex: 0 });
  const list = { kind: "choice", choices: ["1 cup", "2 cups", "3 cups", { label: "4 cups", description: "a pot" }] };
  expect(ask({ ...list, button: "Cups" }, [{ says: "4" }])).toMatchObject({
    lines: ["bot: Well? Cups ▾ <1 cup> <2 cups> <3 cups> <4 cups · a pot>", "customer: 4", ...THANKS],
    stored: "4 cups",
  });
});

test("what is said of a wrong choice carries the choices again, and the buttons of both askings count", () => {
  const script = [{ says: "green" }, { taps: "Blue", of: "Well?" }];
  expect(ask({ ...colours, errorText: "One of these, please." }, script)).toMatchObject({
    lines: [
      "bot: Well? [Red] [Blue]",
      "customer: green",
      "bot: One of these, please. [Red] [Blue]",
      "customer taps: Blue",
      ...THANKS,
    ],
    stored: "Blue",
  });
});

test("an invalid reply is told the error text, or without one the question again", () => {
  expect(ask({ kind: "number", errorText: "{{ input }} is no number" }, [{ says: "x" }]).lines).toEqual([
    "bot: Well?",
    "customer: x",
    "bot: x is no number",
  ]);
  expect(ask({ kind: "number", errorText: "{{ nobody }}" }, [{ says: "x" }]).lines.at(-1)).toBe("bot: Well?");
});

test("it may be asked again and answered then", () => {
  const { stored, moves } = ask({ kind: "number" }, [{ says: "x" }, { says: "7" }]);
  expect(stored).toBe(7);
  expect(moves[1]?.trace[0]?.why).toBe("asked again (2 of 2)");
});

test.each([1, 2, 5])(
  "after %d invalid replies it takes `invalid`, or without an edge ends Completed",
  (maxAttempts) => {
    const turns = Array.from({ length: maxAttempts }, () => ({ says: "x" }));
    const ended = ask({ kind: "number", maxAttempts }, turns);
    expect(ended.lines.filter((line) => line === "bot: Well?")).toHaveLength(maxAttempts);
    expect(ended.lines.at(-1)).toBe("(Completed: invalid)");
    const led = ask({ kind: "number", maxAttempts }, turns, ["q:invalid > i"]);
    expect(led.lines.slice(-2)).toEqual(["bot: let it be", "(Completed: no-next)"]);
  },
);

test("attempts are two unless said, and one to five", () => {
  const parse = (maxAttempts?: number) => askNode.data.safeParse({ maxAttempts });
  expect(parse().data).toMatchObject({ maxAttempts: 2, kind: "text" });
  expect([0, 1, 5, 6, 1.5].map((each) => parse(each).success)).toEqual([false, true, true, false, false]);
});

test("a time-out takes its way, or without an edge ends with no-next", () => {
  const data = { timeoutSeconds: 60 };
  expect(ask(data, [{ waits: "1m" }], ["q:timeout > z"]).lines.slice(-2)).toEqual([
    "bot: too late",
    "(Completed: no-next)",
  ]);
  expect(ask(data, [{ waits: "1m" }]).lines).toEqual(["bot: Well?", "(Completed: no-next)"]);
  expect(ask({}, [{ waits: "24h" }]).lines.at(-1)).toBe("(Completed: expired)");
});

test("the time-out is a way out only where there is one", () => {
  const outputs = (data: object) => askNode.outputs(askNode.data.parse(data));
  expect(outputs({})).toEqual([null, "invalid"]);
  expect(outputs({ timeoutSeconds: 5 })).toEqual([null, "invalid", "timeout"]);
});

test("a question whose text became empty is still asked", () => {
  expect(ask({ text: "{{ nobody }}" }).lines).toEqual(["bot: …"]);
});

test("it takes a template along for the time when the 24-hour window is closed", () => {
  const windowFallback = { templateName: "ask", templateLanguage: "en" };
  const fallback = { kind: "template", name: "ask", language: "en", parameters: [] };
  expect(ask({ windowFallback }).bubble).toMatchObject({ message: { kind: "text", fallback } });
  const choice = { kind: "choice", choices: ["Red", "Blue"], windowFallback };
  expect(ask(choice).bubble).toMatchObject({ message: { kind: "buttons", fallback } });
});

test.each(["input", "contact.name", "__proto__.x", ""])("%j cannot be stored to", (variable) => {
  const node = askNode.enter({ ...askNode.data.parse({}), variable }, undefined as never);
  expect(node).toMatchObject({ do: "fail", reason: "cannot-assign" });
});

test("what cannot be published is named", () => {
  expect(codes({})).toEqual([]);
  expect(codes({ text: " " })).toEqual(["missing-text"]);
  expect(codes({ text: "x".repeat(4097) })).toEqual(["too-long"]);
  expect(codes({ errorText: "x".repeat(4097) })).toEqual(["too-long"]);
  expect(codes({ errorText: "{{ a" })).toEqual(["bad-template"]);
  expect(codes({ variable: "" })).toEqual(["bad-variable"]);
  expect(codes({ variable: "input" })).toEqual(["reserved-name"]);
  expect(codes({ pattern: "(" })).toEqual(["bad-pattern"]);
  expect(codes({ kind: "number", pattern: "(" })).toEqual([]);
  expect(codes({ kind: "choice" })).toEqual(["too-few-options"]);
  expect(codes({ kind: "choice", choices: ["Red", "red"] })).toEqual(["duplicate-option"]);
  expect(codes({ kind: "choice", choices: ["Red", "Blue"], text: "x".repeat(1025) })).toEqual(["too-long"]);
  expect(codes({ kind: "choice", choices: ["Red", "Blue"], button: "x".repeat(21) })).toEqual(["too-long"]);
  expect(codes({ windowFallback: {} })).toEqual(["missing-template"]);
});

test("a path behind an object is refused by the schema", () => {
  expect(askNode.data.safeParse({ variable: "a.__proto__.b" }).success).toBe(false);
  expect(askNode.data.safeParse({ variable: "a.b" }).success).toBe(true);
});
