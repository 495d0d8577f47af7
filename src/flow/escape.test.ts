import fc from "fast-check";
import { expect, test } from "vitest";
import { escapeText, type Place } from "./escape";
import { markOf, namesInstead, revealSecrets, secretsIn } from "./secret-mark";
import { renderTemplate } from "./template";

const written = (place: Place, source: string, variables: Record<string, unknown> = {}): string => {
  const rendered = renderTemplate(source, { variables, timeZone: "UTC" }, place);
  return rendered.ok ? rendered.text : `! ${rendered.why}`;
};

const hostile = `a"b\\c&d=e/f?g#h<i>'j'\r\nk: l`;

test.each<[Place, string]>([
  ["url", "a%22b%5Cc%26d%3De%2Ff%3Fg%23h%3Ci%3E'j'%0D%0Ak%3A%20l"],
  ["form", "a%22b%5Cc%26d%3De%2Ff%3Fg%23h%3Ci%3E'j'%0D%0Ak%3A%20l"],
  ["header", `a"b\\c&d=e/f?g#h<i>'j' k: l`],
  ["json", `a\\"b\\\\c&d=e/f?g#h<i>'j'\\r\\nk: l`],
  ["xml", `a&quot;b\\c&amp;d=e/f?g#h&lt;i&gt;&#39;j&#39;\r\nk: l`],
  ["plain", hostile],
])("in %s a value says what it says and nothing else", (place, expected) => {
  expect(written(place, "{{ input }}", { input: hostile })).toBe(expected);
  expect(written(place, "{% echo input %}", { input: hostile })).toBe(expected);
  expect(escapeText(place, hostile)).toBe(expected);
});

test("only values are escaped, not what the author wrote around them", () => {
  expect(written("url", "/a b/{{ x }}?y=1", { x: "a b" })).toBe("/a b/a%20b?y=1");
  expect(written("json", '{"a":"{{ x }}"}', { x: '"' })).toBe('{"a":"\\""}');
});

test("a header's value keeps to its line, without control characters", () => {
  expect(written("header", "{{ x }}", { x: "a\r\nX-Admin: 1\0\u001b[0m\tb" })).toBe("a X-Admin: 1 [0m\tb");
});

const json = (source: string, variables: Record<string, unknown>) =>
  JSON.parse(written("json", source, variables)) as unknown;

test("a list or an object is part of the JSON where it stands bare, and text where it stands within quotes", () => {
  const order = { size: 'M"', colours: ["a\\", "b"] };
  expect(json('{"a": {{ order }}, "b": "-{{ order }}-", "c": {{ order.colours }}}', { order })).toEqual({
    a: order,
    b: `-${JSON.stringify(order)}-`,
    c: order.colours,
  });
  expect(json('["\\"{{ tags }}", {{ tags }}]', { tags: [",1,"] })).toEqual(['"[",1,"]', [",1,"]]);
});

test("numbers and truth stand bare as they are; | json gives a text its quotes and what is missing as null", () => {
  expect(
    json("[{{ n }}, {{ yes }}, {{ name | json }}, {{ nobody | json }}]", { n: 1.5, yes: true, name: 'A"' }),
  ).toEqual([...[1.5, true, 'A"', null]]);
  expect(json('["{{ name | json }}", "{{ name | json | upcase }}"]', { name: 'a"' })).toEqual(['"a\\""', '"A\\""']);
});

const places = fc.constantFrom<Place>("url", "header", "json", "form", "xml", "plain");
const LOOKALIKES = [
  "\uE000",
  "\uE001",
  "\uE002",
  "\uE003",
  '"',
  "\\",
  "{",
  "}",
  "[",
  "]",
  ",",
  ":",
  "%",
  "key",
  "\n",
  "<",
];
/** Texts made of what could be mistaken for something else. */
const texts = fc.string({ unit: fc.constantFrom(...LOOKALIKES), maxLength: 12 });

test("no value can pass for a secret's mark, and the marks of the template survive it", () => {
  fc.assert(
    fc.property(places, texts, texts, (place, a, b) => {
      const list = [a, { [b]: a }];
      const text = written(place, "{{ a }}{{ secrets.key }}{{ list }}{{ b | append: a }}{{ secrets.k-2 }}{{ b }}", {
        a,
        b,
        list,
      });
      expect(secretsIn(text)).toEqual(["key", "k-2"]);
      expect(text).toContain(markOf("key"));
    }),
  );
});

test("within the quotes of a JSON text no value ends them", () => {
  fc.assert(
    fc.property(fc.oneof(texts, fc.array(texts), fc.dictionary(texts, texts)), texts, (value, other) => {
      expect(json('["{{ value }}", "{{ other }}", 1]', { value, other })).toMatchObject({
        1: expect.any(String) as string,
        2: 1,
      });
    }),
  );
});

test("a template that writes the marks' characters itself makes no mark", () => {
  expect(secretsIn(written("plain", `${markOf("key")} {{ x }}`, { x: 1 }))).toEqual([]);
  expect(secretsIn(written("header", markOf("key")))).toEqual([]);
  expect(secretsIn(written("plain", "\uE000{{ x }}\uE001", { x: "key" }))).toEqual([]);
});

test("whoever sends it puts secrets in their places, and people see their names", () => {
  const text = written("url", "/a?key={{ secrets.shop }}&q={{ q }}", { q: "{{ secrets.other }}" });
  expect(revealSecrets(text, (name) => escapeText("url", `${name} &`))).toBe(
    "/a?key=shop%20%26&q=%7B%7B%20secrets.other%20%7D%7D",
  );
  expect(namesInstead(text)).toBe("/a?key={{secrets.shop}}&q=%7B%7B%20secrets.other%20%7D%7D");
});
