import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Choice, Outgoing } from "@/conversation/message";
import { compose, type Envelope } from "./compose";

const envelope: Envelope = { to: { phone: "250788123123", userId: null }, callbackData: "row-1" };
const choices = (count: number, more?: Partial<Choice>): Choice[] =>
  Array.from({ length: count }, (_, index) => ({ id: `opt-${index}`, title: `Title ${index}`, ...more }));

const text = (body: string): Outgoing => ({ kind: "text", text: body });
const buttons = (more: Partial<Extract<Outgoing, { kind: "buttons" }>> = {}): Outgoing => ({
  kind: "buttons",
  text: "Which?",
  choices: choices(2),
  ...more,
});
const list = (more: Partial<Extract<Outgoing, { kind: "list" }>> = {}): Outgoing => ({
  kind: "list",
  text: "Which?",
  button: "Open",
  choices: choices(4),
  ...more,
});

const PICTURE = { mediaType: "image", source: { id: "1" } } as const;
const ANA = { name: "Ana", phones: [], emails: [] };
const link = (more: Partial<Extract<Outgoing, { kind: "link" }>> = {}): Outgoing => ({
  kind: "link",
  text: "Our page",
  button: "Open",
  url: "https://shop.example",
  ...more,
});

const bodyOf = (message: Outgoing, more?: Partial<Envelope>) => {
  const composed = compose(message, { ...envelope, ...more });
  return composed.ok ? composed.body : composed.problems;
};

function fieldsRefused(message: Outgoing, more?: Partial<Envelope>): string[] {
  const composed = compose(message, { ...envelope, ...more });
  return composed.ok ? [] : composed.problems.map((problem) => problem.field);
}

/** The request that a public gateway sends for the same, with our "+" and callback. */
function sample(name: string): unknown {
  const file = readFileSync(new URL(`samples/${name}.json`, import.meta.url), "utf8");
  const { body } = (JSON.parse(file) as { request: { body: { to?: string } } }).request;
  return { ...body, ...(body.to && { to: `+${body.to}` }), biz_opaque_callback_data: "row-1" };
}

describe("a message in Meta's words", () => {
  test("is a text to a phone number with its plus", () => {
    expect(bodyOf(text("Simple Message"))).toEqual(sample("courier-plain-send"));
  });

  test("is a text to a user id, if no phone number is known", () => {
    const to = { phone: null, userId: "US.1234" };
    expect(bodyOf(text("Simple Message"), { to })).toEqual(sample("courier-plain-send-with-bsuid"));
  });

  test("goes to the phone number if both are known, and to the user id if the phone number is none", () => {
    expect(bodyOf(text("Hi"), { to: { phone: "+1 650-555-1234", userId: "US.1" } })).toMatchObject({
      to: "+16505551234",
    });
    expect(bodyOf(text("Hi"), { to: { phone: "unknown", userId: "US.1" } })).toMatchObject({ recipient: "US.1" });
  });

  test("is a question with reply buttons", () => {
    const message = buttons({ text: "Interactive Button Msg", choices: [{ id: "0", title: "BUTTON1" }] });
    expect(bodyOf(message)).toEqual(sample("courier-interactive-button-message-send"));
  });

  test("is a question with a list", () => {
    const titles = ["ROW1", "ROW2", "ROW3", "ROW4"].map((title, index) => ({ id: String(index), title }));
    const rows = titles.map((row) => (row.title === "ROW3" ? { ...row, description: "Third description" } : row));
    const message = list({ text: "Interactive List Msg", button: "Menu", choices: rows });
    expect(bodyOf(message)).toEqual(sample("courier-interactive-list-message-send"));
  });

  test("may have a header, a footer, a link preview and the message it answers", () => {
    expect(bodyOf(buttons({ header: "Head", footer: "Foot" }))).toMatchObject({
      interactive: { header: { type: "text", text: "Head" }, footer: { text: "Foot" } },
    });
    expect(bodyOf({ ...text("https://x.example"), previewUrl: true } as Outgoing)).toMatchObject({
      text: { preview_url: true },
    });
    expect(bodyOf(text("Yes"), { repliesTo: "wamid.1" })).toMatchObject({ context: { message_id: "wamid.1" } });
  });
});

describe("Meta's limits", () => {
  const exactly: [string, Outgoing][] = [
    ["text", text("a".repeat(4096))],
    ["buttons", buttons({ text: "a".repeat(1024), header: "h".repeat(60), footer: "f".repeat(60) })],
    [
      "three buttons",
      buttons({ choices: ["a", "b", "c"].map((key) => ({ id: key.repeat(256), title: key.repeat(20) })) }),
    ],
    ["list", list({ text: "a".repeat(4096), header: "h".repeat(60), footer: "f".repeat(60), button: "b".repeat(20) })],
    ["ten rows", list({ choices: choices(10, { title: "t".repeat(24), description: "d".repeat(72) }) })],
    ["a row's id", list({ choices: choices(1, { id: "i".repeat(200) }) })],
  ];
  test.each(exactly)("are met exactly: %s", (_, message) => expect(fieldsRefused(message)).toEqual([]));

  const beyond: [string, Outgoing][] = [
    ["text", text("a".repeat(4097))],
    ["text", text(" \n")],
    ["text", buttons({ text: "a".repeat(1025) })],
    ["text", list({ text: "" })],
    ["header", buttons({ header: "h".repeat(61) })],
    ["footer", list({ footer: "f".repeat(61) })],
    ["choices", buttons({ choices: [] })],
    ["choices", buttons({ choices: choices(4) })],
    ["choices", list({ choices: choices(11) })],
    ["button", list({ button: "b".repeat(21) })],
    ["button", list({ button: "" })],
    ["choices[0].title", buttons({ choices: choices(1, { title: "t".repeat(21) }) })],
    ["choices[0].title", buttons({ choices: choices(1, { title: "" }) })],
    ["choices[1].title", buttons({ choices: choices(2, { title: "Same" }) })],
    ["choices[0].title", list({ choices: choices(1, { title: "t".repeat(25) }) })],
    ["choices[0].id", buttons({ choices: choices(1, { id: "i".repeat(257) }) })],
    ["choices[0].id", list({ choices: choices(1, { id: "i".repeat(201) }) })],
    ["choices[1].id", list({ choices: choices(2, { id: "same" }) })],
    ["choices[0].description", list({ choices: choices(1, { description: "d".repeat(73) }) })],
    ["button", link({ button: "b".repeat(21) })],
    ["url", link({ url: "javascript:alert(1)" })],
    ["picture.link", link({ picture: { mediaType: "image", source: { link: "photo.png" } } })],
    ["picture", link({ header: "Head", picture: PICTURE })],
    ["picture", list({ picture: PICTURE })],
    ["text", { kind: "location-request", text: "a".repeat(1025) }],
    ["latitude", { kind: "location", latitude: 91, longitude: 0 }],
    ["longitude", { kind: "location", latitude: 0, longitude: Number.NaN }],
    ["people", { kind: "contacts", people: [] }],
    ["people", { kind: "contacts", people: Array.from({ length: 258 }, () => ANA) }],
    ["people[1].name", { kind: "contacts", people: [ANA, { ...ANA, name: " " }] }],
    ["to", { kind: "reaction", to: "", emoji: "👍" }],
    ["voice", { kind: "media", mediaType: "video", source: { id: "1" }, voice: true }],
    [
      "parameters[0].value",
      {
        kind: "template",
        name: "sale",
        language: "en",
        parameters: [{ component: "button", type: "coupon", value: "c".repeat(21) }],
      },
    ],
  ];
  test.each(beyond)("are said of %s", (field, message) => expect(fieldsRefused(message)).toEqual([field]));

  test("count an emoji as the two units it has", () => {
    expect(fieldsRefused(buttons({ choices: choices(1, { title: "😀".repeat(10) }) }))).toEqual([]);
    expect(fieldsRefused(buttons({ choices: choices(1, { title: `${"😀".repeat(10)}!` }) }))).toEqual([
      "choices[0].title",
    ]);
  });

  test("are all said at once", () => {
    const to = { phone: null, userId: null };
    expect(fieldsRefused(list({ text: "", button: "" }), { to })).toEqual(["to", "text", "button"]);
  });
});
