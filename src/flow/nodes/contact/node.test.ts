import { expect, test } from "vitest";
import type { Move } from "../../engine/advance";
import { flowOf } from "../../golden/flow-of";
import { play } from "../../golden/play";
import { contactNode } from "./node";

/** The contact begins as `golden/facts.ts` has it: city Cali, tag vip. */
const READ = "{{ contact.attributes }} {{ contact.tags }}";
const change = (data: Record<string, unknown>, says = "go") =>
  play({
    definition: flowOf(
      { t: ["trigger", { keyword: "go", match: "default" }], c: ["contact", data], m: ["message", { text: READ }] },
      ["t > c", "c > m"],
    ),
    script: [{ says }],
  });
const changeIn = (moves: readonly Move[]) => moves[0]?.effects.find(({ kind }) => kind === "update-contact");
const said = (data: Record<string, unknown>, says?: string) => change(data, says).session?.context["lastBotMessage"];
const codes = (data: Record<string, unknown>) =>
  contactNode.check?.(contactNode.data.parse(data)).map(({ code }) => code);

test("attributes are filled in, tags come and go, and the flow goes on", () => {
  const data = { attributes: { city: "{{ input }} ", size: "M" }, addTags: ["new", " big "], removeTags: ["vip"] };
  const { moves, lines } = change(data, "Bogotá");
  expect(moves[0]?.effects[0]).toEqual({
    kind: "update-contact",
    id: "s0:1:0",
    nodeId: "c",
    change: { attributes: { city: "Bogotá ", size: "M" }, addTags: ["new", "big"], removeTags: ["vip"], optOut: null },
  });
  expect(moves[0]?.trace[1]).toMatchObject({
    why: "changed the contact",
    way: null,
    reads: ["input"],
    effects: ["s0:1:0"],
  });
  expect(lines.at(-1)).toBe("(Completed: no-next)");
});

test("later nodes of the same move read the change", () => {
  const data = { attributes: { city: "Bogotá", size: "M" }, addTags: ["new"], removeTags: ["vip"] };
  expect(said(data)).toBe('{"city":"Bogotá","size":"M"} ["new"]');
});

test("later moves read the change", () => {
  const definition = flowOf(
    {
      t: ["trigger", { keyword: "go" }],
      c: ["contact", { addTags: ["new"] }],
      t2: ["trigger", { keyword: "read" }],
      m: ["message", { text: READ }],
    },
    ["t > c", "t2 > m"],
  );
  expect(play({ definition, script: [{ says: "go" }, { says: "read" }] }).lines).toContain(
    'bot: {"city":"Cali"} ["vip","new"]',
  );
});

test("an attribute that turns out to be empty is the empty text", () => {
  expect(said({ attributes: { city: "{{ nobody }}" } })).toBe('{"city":""} ["vip"]');
});

test("an attribute that is no text is taken as it is, and null takes it away", () => {
  expect(said({ attributes: { age: 7, member: true } })).toBe('{"city":"Cali","age":7,"member":true} ["vip"]');
  expect(said({ attributes: { city: null } })).toBe('{} ["vip"]');
});

test("a tag that is both added and removed is there", () => {
  expect(said({ addTags: ["vip"], removeTags: ["vip"] })).toBe('{"city":"Cali"} ["vip"]');
});

test("tags are kept once, without those that are blank", () => {
  expect(changeIn(change({ addTags: ["a", "a ", " "], removeTags: null }).moves)).toMatchObject({
    change: { addTags: ["a"], removeTags: [] },
  });
});

test.each([true, false, null])("optOut %s", (optOut) => {
  expect(changeIn(change({ optOut, addTags: ["a"] }).moves)).toMatchObject({ change: { optOut } });
});

test("a node that changes nothing only goes on", () => {
  const { moves } = change({ attributes: { " ": "" }, addTags: [""] });
  expect(changeIn(moves)).toBeUndefined();
  expect(moves[0]?.trace[1]).toMatchObject({ why: "nothing to change", way: null });
  expect(codes({})).toEqual(["nothing-to-change"]);
});

test("what is kept of a contact cannot grow without end", () => {
  const grown = change({ attributes: { city: "{% for i in (1..200) %}{{ input }}{% endfor %}" } }, "0123456789");
  const change_ = changeIn(grown.moves);
  expect(change_?.kind === "update-contact" && change_.change.attributes["city"]).toHaveLength(1_024);
});

test.each(["__proto__", "constructor", "prototype", "a.__proto__"])(
  "an attribute called %s is refused by the schema",
  (name) => {
    const data = JSON.parse(`{ "attributes": { "${name}": "x" } }`) as unknown;
    expect(contactNode.data.safeParse(data).success).toBe(false);
  },
);

test.each([[["a"]], ["a"], [{ a: { b: 1 } }], [{ a: ["b"] }]])("%j are no attributes", (attributes) => {
  expect(contactNode.data.safeParse({ attributes }).success).toBe(false);
});

const many = (count: number) => Array.from({ length: count }, (_, index) => `n${index}`);
const named = (count: number) => Object.fromEntries(many(count).map((name) => [name, "x"]));

test("what cannot be published is named", () => {
  const long = "x".repeat(61);
  expect(codes({ attributes: { ["x".repeat(60)]: "{{ input }}" }, addTags: ["x".repeat(60)] })).toEqual([]);
  expect(codes({ attributes: { [long]: "a" } })).toEqual(["too-long"]);
  expect(codes({ addTags: [long], removeTags: [long] })).toEqual(["too-long", "too-long"]);
  expect(codes({ attributes: named(50), addTags: many(50), removeTags: many(50) })).toEqual([]);
  expect(codes({ attributes: named(51) })).toEqual(["too-many"]);
  expect(codes({ addTags: many(51), removeTags: many(51) })).toEqual(["too-many", "too-many"]);
  expect(codes({ attributes: { "": "x" } })).toEqual(["bad-attribute"]);
  expect(codes({ attributes: { "a.b": "x" } })).toEqual(["bad-attribute"]);
  expect(codes({ attributes: { a: "{{ x" } })).toEqual(["bad-template"]);
  expect(codes({ attributes: { a: "x".repeat(1_025) } })).toEqual(["too-long"]);
  expect(codes({ addTags: ["{{ x }}"] })).toEqual(["bad-tag"]);
});
