import fc from "fast-check";
import { expect, test } from "vitest";
import { fillBody, placeOfBody, templatesOfBody } from "./request-body";
import { markOf } from "./secret-mark";
import { renderTemplate } from "./template";

const filled = (source: string, variables: Record<string, unknown> = {}, contentType?: string) => {
  const body = fillBody(source, placeOfBody(contentType), (place, template) => {
    const rendered = renderTemplate(template, { variables, timeZone: "UTC" }, place);
    return rendered.ok ? rendered.text : "";
  });
  return body.ok ? body.text : `! ${body.error}`;
};

test.each([
  [undefined, "json"],
  ["", "json"],
  ["application/json; charset=utf-8", "json"],
  ["Application/Vnd.API+JSON", "json"],
  ["application/x-www-form-urlencoded", "form"],
  ["text/xml", "xml"],
  ["application/soap+xml; charset=utf-8", "xml"],
  ["text/plain", "plain"],
  ["application/x-ndjson", "plain"],
])("a body of type %s is filled in as %s", (type, place) => expect(placeOfBody(type)).toBe(place));

const HOSTILE = `"}, "admin": true, "x": {"y": "\\`;

test("values within the quotes of a JSON body stay texts, and never end them", () => {
  expect(filled('{ "a": "{{ x }}", "b": ["Hi {{ x }}!"] }', { x: HOSTILE })).toBe(
    `{ "a": ${JSON.stringify(HOSTILE)}, "b": [${JSON.stringify(`Hi ${HOSTILE}!`)}] }`,
  );
  expect(filled('{"n": "{{ n }}", "o": "{{ o }}", "m": "{{ m }}"}', { n: 5, o: { s: '"' } })).toBe(
    '{"n": "5", "o": "{\\"s\\":\\"\\\\\\"\\"}", "m": ""}',
  );
});

test("names are filled in too", () => {
  expect(filled('{"{{ x }}": 1}', { x: HOSTILE })).toBe(`{${JSON.stringify(HOSTILE)}: 1}`);
});

test("Liquid with quotes of its own is understood, escaped within a text or not", () => {
  expect(filled(String.raw`{"a": "{{ x | default: \"y\" }}"}`)).toBe('{"a": "y"}');
  expect(filled('{"a": "{{ x | default: "y" }}"}')).toBe('{"a": "y"}');
});

test("what holds no variable stays as it was written, to the last digit", () => {
  const source = '{ "id": 12345678901234567890, "p": 1.50,\n "u": "\\u00e9", "p": 2 , "t": "{{ t }}"}';
  expect(filled(source, { t: "x" })).toBe(source.replace("{{ t }}", "x"));
});

test("lists, objects, numbers and quoted texts stand bare", () => {
  expect(
    filled('{"items": {{ items }}, "n": {{ n }}, "t": {{ t | json }}}', { items: [{ a: '"' }], n: 2, t: '"' }),
  ).toBe('{"items": [{"a":"\\""}], "n": 2, "t": "\\""}');
  const list = '[{% for i in items %}"{{ i }}"{% unless forloop.last %},{% endunless %}{% endfor %}]';
  expect(filled(list, { items: ["a", '"'] })).toBe('["a","\\""]');
});

test.each(["{{ x }}", '{"a": {{ x }}}', '{"a": {{ missing }}}', "hello", '{"a": {{ secrets.key }}}', '{"a": {{ x'])(
  "%s does not become JSON with a text in it",
  (source) => {
    expect(filled(source, { x: HOSTILE })).toBe("! body-not-json");
  },
);

test("no value changes what a JSON body is made of", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.jsonValue()), (x) => {
      const body = JSON.parse(filled('{"a": "{{ x }}", "b": {"c": "-{{ x }}-"}, "d": 1}', { x })) as object;
      expect(body).toEqual({ a: expect.any(String) as string, b: { c: expect.any(String) as string }, d: 1 });
      const bare = JSON.parse(filled('{"a": "{{ x }}", "b": {{ x | json }}}', { x })) as object;
      expect(Object.keys(bare)).toEqual(["a", "b"]);
    }),
  );
});

test("forms and XML have their own escapes, other texts none", () => {
  const x = `a b&c=<d>"é`;
  expect(filled("x={{ x }}&y=1", { x }, "application/x-www-form-urlencoded")).toBe(
    "x=a%20b%26c%3D%3Cd%3E%22%C3%A9&y=1",
  );
  expect(filled("<x a='1'>{{ x }}</x>", { x }, "text/xml")).toBe("<x a='1'>a b&amp;c=&lt;d&gt;&quot;é</x>");
  expect(filled("Dear {{ x }}", { x }, "text/plain")).toBe(`Dear ${x}`);
});

test.each([undefined, "application/x-www-form-urlencoded", "text/xml", "text/plain"])(
  "a secret is a mark in a body of type %s",
  (type) => {
    const body = '{"a": "{{ secrets.key }}{{ x }}", "b": "{{ x }}"}';
    const x = markOf("other");
    const text = filled(body, { x }, type);
    expect(text).toContain(markOf("key"));
    expect(text.match(/\uE000|\uE001/g)).toHaveLength(2);
    expect(filled(body.replace("key", "{{ x }}"), { x }, type)).not.toContain(x);
  },
);

test("marks that were written into a JSON body are none", () => {
  expect(filled(`{"a": "${markOf("key")}", "b": "{{ x }}"}`)).not.toMatch(/\uE000/);
  expect(filled(String.raw`{"a": "\uE000key\uE001{{ x }}"}`)).not.toMatch(/\uE000/);
});

const many = (count: number, text: string) => `[${Array.from({ length: count }, () => `"${text}"`).join(",")}]`;

test("a body that grows beyond all measure is not made", () => {
  const x = "x".repeat(60_000);
  expect(filled(many(4, "{{ x }}"), { x })).toHaveLength(4 * 60_003 + 1);
  expect(filled(many(5, "{{ x }}"), { x })).toBe("! body-too-large");
  expect(filled("x".repeat(262_145), {}, "text/plain")).toBe("! body-too-large");
});

test("a hostile body ends in milliseconds", () => {
  const began = performance.now();
  expect(filled(many(101, "{{ x }}"))).toBe("! body-too-large");
  expect(filled(many(100, "{% for i in (1..1900) %}{% endfor %}"))).toBe(many(100, ""));
  expect(performance.now() - began).toBeLessThan(2_000);
});

test("the templates of a body are known for checking", () => {
  expect(templatesOfBody('{"a": "{{ x }}", "{{ k }}": 1}', "json")).toEqual(["a", "{{ x }}", "{{ k }}"]);
  expect(templatesOfBody('{"a": {{ x }}}', "json")).toEqual(['{"a": {{ x }}}']);
  expect(templatesOfBody("hello", "json")).toBeNull();
  expect(templatesOfBody("a={{ x }}", "form")).toEqual(["a={{ x }}"]);
});
