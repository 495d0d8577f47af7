import { expect, test } from "vitest";
import type { Readable } from "./readable";
import { renderTemplate, templateProblem } from "./template";

const readable = (variables: Record<string, unknown> = {}): Readable => ({
  variables: { now: "2026-03-01T23:30:00-05:00", ...variables },
  timeZone: "America/Bogota",
});
const text = (source: string, variables?: Record<string, unknown>) => {
  const rendered = renderTemplate(source, readable(variables));
  return rendered.ok ? rendered.text : `! ${rendered.why}`;
};

test("{{name}}, {{context.name}} and a default all work", () => {
  expect(text("{{name}}", { name: "Ana" })).toBe("Ana");
  expect(text("{{ context.name }}", { context: { name: "Ana" } })).toBe("Ana");
  expect(text('Hi {{ contact.name | default: "friend" }}', { contact: { name: "" } })).toBe("Hi friend");
});

test("a missing value is the empty string", () => {
  expect(text("[{{ nobody.at.all }}]")).toBe("[]");
});

test("objects and lists print as JSON", () => {
  expect(text("{{ order }} {{ items }}", { order: { size: "M" }, items: [1, "a"] })).toBe('{"size":"M"} [1,"a"]');
  expect(text('{{ items | join: ", " }}', { items: [1, 2] })).toBe("1, 2");
});

test("a value that contains braces is not expanded again", () => {
  expect(text("{{ input }}", { input: "{{ secret }} {% if true %}", secret: "x" })).toBe("{{ secret }} {% if true %}");
});

test("a text without braces is left alone", () => {
  expect(text("100% of {us}")).toBe("100% of {us}");
});

test("only own properties are read", () => {
  expect(text("{{ contact.constructor.name }}{{ contact.__proto__ }}{{ constructor }}", { contact: {} })).toBe("");
});

test.each(["include 'x'", "render 'x'", "layout 'x'", "block a", "tablerow a in b", "liquid"])(
  "there is no tag %s",
  (tag) => expect(templateProblem(`{% ${tag} %}`)?.message).toMatch(/not found/),
);

test.each(["sample", "sha256", "find_exp", "date_to_string"])("there is no filter %s", (filter) => {
  expect(templateProblem(`{{ a | ${filter}: "b" }}`)?.message).toMatch(/undefined filter/);
});

test("a template that does not parse says where", () => {
  expect(templateProblem("Hello\nyou {{ name")).toMatchObject({ line: 2, column: 5 });
  expect(templateProblem("Hello {% if a %}")).toMatchObject({ line: 1, column: 7 });
  expect(templateProblem("Hello {{ name }}")).toBeNull();
});

test("the variables a template reads are known", () => {
  const source = "{% for item in order.items %}{{ item.name }}{% endfor %}{{ contact.name | default: nick }}";
  expect(renderTemplate(source, readable())).toMatchObject({ reads: ["order.items", "contact.name", "nick"] });
});

test("dates are told in the organization's zone and by the move's clock", () => {
  expect(text('{{ "now" | date: "%Y-%m-%d %H:%M" }}')).toBe("2026-03-01 23:30");
  expect(text('{{ at | date: "%d/%m %H:%M" }}', { at: "2026-03-02T04:30:00Z" })).toBe("01/03 23:30");
  expect(text('{{ at | date: "%H:%M", "Europe/Madrid" }}', { at: "2026-03-02T04:30:00Z" })).toBe("05:30");
});

test("a day without a time stays that day", () => {
  expect(text('{{ day | date: "%d/%m/%Y" }}', { day: "2026-03-02" })).toBe("02/03/2026");
  expect(text('{{ day | date: "%d %H:%M" }}', { day: "2026-03-02 08:15" })).toBe("02 08:15");
  expect(text('{{ day | date: "%d" }}', { day: "next friday" })).toBe("next friday");
});

test("nothing comes out that a database cannot keep", () => {
  expect(text('{{ "👍" | split: "" | first }}{{ "a\\u0000b" }}')).toBe("\ufffda\ufffdb");
});

const big = "x".repeat(60_000);
const list = Array.from({ length: 50 }, (_, i) => i);
const loop = (body: string, depth: number): string =>
  depth === 0 ? body : `{% for i${depth} in list %}${loop(body, depth - 1)}{% endfor %}`;
test.each([
  ["a huge range", "{% for i in (1..1000000000) %}x{% endfor %}"],
  ["nested loops", loop("{{ big }}", 6)],
  ["nested loops that write nothing", loop("", 8)],
  ["doubling", `{% assign a = big %}${"{% assign a = a | append: a %}".repeat(40)}{{ a }}`],
  ["replacing everywhere", '{{ big | replace: "x", big }}'],
  ["deep nesting", "{% if true %}".repeat(900) + "{% endif %}".repeat(900)],
  ["a long source", "{{ a }}".repeat(10_000)],
  ["padding", '{{ "now" | date: "%100000000d" }}'],
])("a hostile template ends in milliseconds: %s", (_, source) => {
  const began = performance.now();
  const rendered = renderTemplate(source, readable({ big, list }));
  expect(performance.now() - began).toBeLessThan(1_000);
  expect(rendered.ok ? rendered.text.length : 0).toBeLessThan(500_000);
});

test("what the source may not do is a return value", () => {
  expect(text("{% for i in (1..1000000000) %}x{% endfor %}")).toMatch(/^! memory/);
  expect(text(loop("x", 6), { list })).toBe("! the template runs too long");
});
