import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import type { FlowDefinition } from "./definition";
import { flowOf } from "./golden/flow-of";
import { lint } from "./lint";
import type { KnownTemplate } from "./known-template";

type Data = Readonly<Record<string, unknown>>;
type Severity = "error" | "warning";

const T = ["trigger", { keyword: "go" }] as const;
const M = ["message", { text: "Hi" }] as const;
const Q = ["options", { text: "Which?", options: ["A", "B"] }] as const;
const E = ["end"] as const;
const IF = ["condition", { expression: "true" }] as const;

const keywords = (keyword: string, other: string) =>
  flowOf({ t: ["trigger", { keyword }], u: ["trigger", { keyword: other }], e: E }, ["t > e", "u > e"]);
const jump = (targetNodeId: string) => flowOf({ t: T, n: ["goto", { targetNodeId }], e: E }, ["t > n"]);
const after = (seconds: number) => flowOf({ t: T, d: ["delay", { seconds }], m: M }, ["t > d", "d > m"]);
const chain = (length: number) => {
  const ids = Array.from({ length }, (_, index) => `n${index}`);
  const edges = ids.map((id, index) => `${index === 0 ? "t" : `n${index - 1}`} > ${id}`);
  return flowOf({ t: T, ...Object.fromEntries(ids.map((id) => [id, M])) }, edges);
};

/** What is wrong with a flow as a whole: a code, a flow of which it is said, and one much like it of which it is not. */
const FLOWS: readonly (readonly [code: string, Severity, bad: FlowDefinition, good: FlowDefinition])[] = [
  ["no-trigger", "error", flowOf({ e: E }), flowOf({ t: T, e: E }, ["t > e"])],
  ["duplicate-trigger", "error", keywords("Menú", "menu"), keywords("menu", "menus")],
  ["unreachable", "warning", flowOf({ t: T, e: E }), flowOf({ t: T, e: E }, ["t > e"])],
  ["missing-way-out", "warning", flowOf({ t: T }), flowOf({ t: T, e: E }, ["t > e"])],
  [
    "missing-way-out",
    "error",
    flowOf({ t: T, c: IF, e: E }, ["t > c", "c:true > e"]),
    flowOf({ t: T, c: IF, e: E }, ["t > c", "c:true > e", "c:false > e"]),
  ],
  ["unknown-way-out", "warning", flowOf({ t: T, e: E }, ["t:gone > e"]), flowOf({ t: T, e: E }, ["t > e"])],
  ["second-edge", "warning", flowOf({ t: T, e: E, f: E }, ["t > e", "t > f"]), flowOf({ t: T, e: E }, ["t > e"])],
  ["goto-nowhere", "error", jump("gone"), jump("e")],
  [
    "endless-cycle",
    "error",
    flowOf({ t: T, m: M, n: M }, ["t > m", "m > n", "n > m"]),
    flowOf({ t: T, m: M, q: Q }, ["t > m", "m > q", "q:opt-0 > m"]),
  ],
  ["too-much-at-once", "error", chain(21), chain(20)],
  ["window-may-close", "warning", after(90_000), after(80_000)],
];

const long = (length: number) => "x".repeat(length);
const labels = (length: number) => Array.from({ length }, (_, index) => `Option ${index}`);
const choices = (...options: readonly unknown[]) => ({ text: "Which?", options });
const tags = (length: number) => ({ addTags: Array.from({ length }, (_, index) => `tag ${index}`) });
const image = (data: Data) => ({ mediaType: "image", ...data });
const url = "https://shop.example/orders";
const post = (data: Data) => ({ method: "POST", url, ...data });
const texts = (length: number) => JSON.stringify(new Array(length).fill("{{ input }}"));
const form = (data: Data) => ({ body: "Fill in", cta: "Open", flowId: "1", ...data });
const template = (name: string) => ({ useTemplate: true, templateName: name, templateLanguage: "en" });

/** What is wrong with one node's data: a code, the node's type, data of which it is said, and others of which it is not. */
const NODES: readonly (readonly [code: string, Severity, type: string, bad: Data, good: Data])[] = [
  ["unset-variable", "warning", "message", { text: "{{ nick }}" }, { text: "{{ contact.name }}" }],
  ["missing-text", "error", "message", { text: " " }, { text: "Hi" }],
  ["missing-text", "error", "trigger", { keyword: "" }, { keyword: "", match: "default" }],
  ["missing-text", "error", "options", choices("A", ""), choices("A", "B")],
  ["too-long", "error", "message", { text: long(4097) }, { text: long(4096) }],
  ["too-long", "error", "message", { text: "Hi", name: long(61) }, { text: "Hi", name: long(60) }],
  ["too-long", "error", "trigger", { keyword: long(65) }, { keyword: long(64) }],
  ["too-long", "error", "options", choices("A", long(97)), choices("A", long(96))],
  [
    "too-long",
    "error",
    "options",
    { ...choices("A", "B"), text: long(1025) },
    { ...choices("A", "B"), text: long(1024) },
  ],
  [
    "too-long",
    "error",
    "options",
    { ...choices("A", "B"), footer: long(61) },
    { ...choices("A", "B"), footer: long(60) },
  ],
  ["too-long", "error", "media", image({ url, caption: long(1025) }), image({ url, caption: long(1024) })],
  ["too-long", "error", "whatsapp_flow", form({ cta: long(31) }), form({ cta: long(30) })],
  ["too-long", "error", "handoff", { queue: long(61) }, { queue: long(60) }],
  ["too-long", "error", "contact", { addTags: [long(61)] }, { addTags: [long(60)] }],
  ["bad-template", "error", "message", { text: "Hi {{ name" }, { text: "Hi {{ contact.name }}" }],
  ["too-few-options", "error", "options", choices("A"), choices("A", "B")],
  ["too-many-options", "error", "options", choices(...labels(11)), choices(...labels(10))],
  ["duplicate-option", "error", "options", choices("A", "a"), choices("A", "B")],
  ["missing-rule", "error", "condition", {}, { expression: "true" }],
  ["bad-expression", "error", "condition", { expression: "1 +" }, { expression: "1 + 1 == 2" }],
  [
    "bad-pattern",
    "error",
    "condition",
    { rules: [{ left: "input", op: "matches", right: "(" }] },
    { rules: [{ left: "input", op: "matches", right: "(a)" }] },
  ],
  [
    "bad-pattern",
    "error",
    "ask",
    { text: "?", variable: "x", pattern: "(" },
    { text: "?", variable: "x", pattern: "a" },
  ],
  ["reserved-name", "error", "assign", { key: "contact.name", value: "x" }, { key: "name", value: "x" }],
  ["bad-variable", "error", "assign", { key: "a b..c", value: "x" }, { key: "a.b.c", value: "x" }],
  ["missing-template", "error", "message", { useTemplate: true }, template("ready")],
  ["unknown-template", "error", "message", template("gone"), template("ready")],
  ["template-not-approved", "error", "message", template("pending"), template("ready")],
  ["template-parameters", "error", "message", template("named"), template("ready")],
  ["bad-url", "error", "api", { url: "ftp://shop.example" }, { url }],
  ["private-host", "warning", "api", { url: "http://192.168.0.1/admin" }, { url: "http://93.184.215.14/orders" }],
  ["bad-header", "error", "api", post({ headers: { "a b": "x" } }), post({ headers: { "a-b": "x" } })],
  ["body-not-json", "error", "api", post({ body: "{ a" }), post({ body: '{ "a": 1 }' })],
  ["body-too-large", "error", "api", post({ body: texts(101) }), post({ body: texts(100) })],
  ["no-body", "warning", "api", { url, body: '{ "a": 1 }' }, post({ body: '{ "a": 1 }' })],
  ["no-retries", "warning", "api", post({ retries: 1 }), { url, retries: 1 }],
  ["missing-media", "error", "media", image({}), image({ url })],
  ["two-media", "error", "media", image({ url, id: "1" }), image({ id: "1" })],
  ["bad-address", "error", "media", image({ url: "photo.png" }), image({ url })],
  ["caption-not-shown", "error", "media", { mediaType: "audio", url, caption: "Hi" }, image({ url, caption: "Hi" })],
  [
    "filename-not-shown",
    "warning",
    "media",
    image({ url, filename: "a" }),
    { mediaType: "document", url, filename: "a" },
  ],
  ["missing-form", "error", "whatsapp_flow", form({ flowId: " " }), form({})],
  ["data-not-sent", "warning", "whatsapp_flow", form({ data: { a: 1 } }), form({ data: { a: 1 }, screen: "FIRST" })],
  ["nothing-to-change", "warning", "contact", {}, { addTags: ["vip"] }],
  ["bad-attribute", "error", "contact", { attributes: { "a.b": "x" } }, { attributes: { ab: "x" } }],
  ["bad-tag", "error", "contact", { addTags: ["{{ input }}"] }, { addTags: ["vip"] }],
  ["too-many", "error", "contact", tags(51), tags(50)],
];

const NONE = { least: 0, most: 0 };
const known = (name: string, status: string, body: number): KnownTemplate => ({
  name,
  language: "en",
  status,
  parameters: { header: NONE, body: { least: body, most: body }, buttons: NONE },
});
const FACTS = {
  templates: [known("ready", "APPROVED", 0), known("pending", "PENDING", 0), known("named", "APPROVED", 1)],
};

const said = (flow: FlowDefinition, code: string) =>
  lint(flow, FACTS).flatMap((finding) => (finding.code === code ? [finding.severity] : []));

test.each(FLOWS)("%s is said as %s of a flow", (...[code, severity, bad, good]) => {
  expect(said(bad, code)).toContain(severity);
  expect(said(good, code)).not.toContain(severity);
});

const one = (type: string, data: Data) => flowOf({ t: T, n: [type, data] }, ["t > n"]);

test.each(NODES)("%s is said as %s of a node of the type %s", (...[code, severity, type, bad, good]) => {
  expect(said(one(type, bad), code)).toContain(severity);
  expect(said(one(type, good), code)).toEqual([]);
});

test("every code that a file of the flows says stands in a table above", () => {
  const folder = fileURLToPath(new URL(".", import.meta.url));
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  const sources = names.filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"));
  const codes = sources.flatMap((name) => {
    const source = readFileSync(`${folder}/${name}`, "utf8");
    return [...source.matchAll(/\b(?:error|warning|report)\(\s*"([a-z-]+)"/g)].map(([, code = ""]) => code);
  });
  const tabled = new Set([...FLOWS, ...NODES].map(([code]) => code));
  expect(codes.length).toBeGreaterThan(50);
  expect(codes.filter((code) => !tabled.has(code))).toEqual([]);
});
