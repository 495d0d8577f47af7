import fc from "fast-check";
import { expect, test } from "vitest";
import { fillPieces, simplePieces } from "./simple-template";
import { renderTemplate } from "./template";

const LIMIT = 1_000;
const simple = (source: string, variables: unknown) => {
  const pieces = simplePieces(source);
  return (
    pieces && fillPieces(pieces, { variables, limit: LIMIT, filter: (name, value) => `${name}(${String(value)})` })
  );
};

test("variables by their names are filled in", () => {
  expect(simple("Hi {{ contact.name }}, {{x}}{{ y }}!", { contact: { name: "Ana" }, x: 1, y: null })).toBe(
    "Hi Ana, 1!",
  );
  expect(simple("no variable", {})).toBe("no variable");
});

test("filters are called in their order", () => {
  expect(simple("{{ x | strip|upcase }}", { x: 1 })).toBe("upcase(strip(1))");
  expect(simplePieces(`{{ x | default: "you | and" | upcase }}{{ y | default: '' }}`)).toMatchObject([
    {
      path: ["x"],
      filters: [
        { name: "default", given: ["you | and"] },
        { name: "upcase", given: [] },
      ],
    },
    { path: ["y"], filters: [{ name: "default", given: [""] }] },
    { text: "", path: null },
  ]);
  expect(simplePieces("{{ x | default: 'you\nthere' }}")?.[0]?.filters).toEqual([
    { name: "default", given: ["you\nthere"] },
  ]);
});

test.each([
  "{{ name | append: 'x' }}",
  "{{ name | default: other }}",
  "{{ name | default: 'a', allow_false: true }}",
  "{{ name | strip: 'x' }}",
  "{{- name }}",
  "{{ list[0] }}",
  "{% if name %}{{ name }}{% endif %}",
  "{{ list.size }}",
  "{{ empty }}",
  "{{ 'text' }}",
  "{{ name }} {{",
])("%s is left to Liquid", (source) => {
  expect(simplePieces(source)).toBeNull();
});

test("what grows beyond the limit is left to Liquid", () => {
  expect(simple("{{ x }}{{ x }}", { x: "y".repeat(LIMIT / 2) })).toHaveLength(LIMIT);
  expect(simple("{{ x }}{{ x }}!", { x: "y".repeat(LIMIT / 2) })).toBeNull();
  expect(simplePieces("{{ x }}".repeat(200))).toBeNull();
});

test("whatever the variables hold, the text is Liquid's own", () => {
  const names = ["a", "b", "toString", "constructor", "now"];
  const path = fc.array(fc.constantFrom(...names), { minLength: 1, maxLength: 3 }).map((parts) => parts.join("."));
  const filters = fc
    .array(fc.constantFrom("upcase", "downcase", "capitalize", "strip", "squish", "default: 'Ünï'", 'default:""'))
    .map((each) => each.map((one) => ` | ${one}`).join(""));
  const source = fc
    .array(
      fc.oneof(
        fc.tuple(path, filters).map(([each, through]) => `{{ ${each}${through} }}`),
        fc.constantFrom("Hi ", "{", "}", "\n"),
      ),
    )
    .map((parts) => parts.join(""));
  const leaf = fc.oneof(fc.string(), fc.double(), fc.boolean(), fc.constant(null), fc.constant("{{ a }}"));
  const record = fc.dictionary(
    fc.constantFrom("a", "b"),
    fc.oneof(leaf, fc.array(leaf), fc.dictionary(fc.constantFrom("a", "b"), leaf)),
  );
  fc.assert(
    fc.property(source, record, (text, variables) => {
      const readable = { variables, timeZone: "UTC" };
      const filled = renderTemplate(text, readable);
      // What is not simple takes the long way, and a comment is nothing but that.
      const long = renderTemplate(`{% comment %}{% endcomment %}${text}`, readable);
      expect(filled).toEqual(long);
    }),
  );
});
