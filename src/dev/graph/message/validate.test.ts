import { expect, it } from "vitest";
import { problemIn } from "./validate";

type Fields = Record<string, unknown>;

const problemOf = (body: Fields) => problemIn({ messaging_product: "whatsapp", to: "+5215550100001", ...body });
const asking = (interactive: Fields) => ({
  type: "interactive",
  interactive: { body: { text: "¿Qué tal?" }, ...interactive },
});
const form = (parameters: Fields, action: Fields = {}) =>
  asking({
    type: "flow",
    action: {
      name: "flow",
      parameters: { flow_message_version: "3", flow_id: "1", flow_cta: "Abrir", ...parameters },
      ...action,
    },
  });
const one = { type: "button", action: { buttons: [{ type: "reply", reply: { id: "a", title: "A" } }] } };
const card = (more: Fields = {}) => ({
  type: "cta_url",
  header: { type: "image", image: { link: "https://a.b/c.png" } },
  action: { name: "cta_url", parameters: { display_text: "Ver", url: "https://a.b" } },
  ...more,
});
const carousel = (...cards: Fields[]) =>
  asking({ type: "carousel", action: { cards: cards.map((given, index) => ({ card_index: index, ...given })) } });
const products = (count: number) =>
  asking({
    type: "product_list",
    header: { type: "text", text: "Menú" },
    action: {
      catalog_id: "1",
      sections: [{ product_items: Array.from({ length: count }, (_, at) => ({ product_retailer_id: `p${at}` })) }],
    },
  });
const template = (...components: Fields[]) => ({
  type: "template",
  template: { name: "hola", language: { code: "es" }, components },
});
const contact = (more: Fields) => ({
  type: "contacts",
  contacts: [{ name: { formatted_name: "Ana", first_name: "Ana" }, ...more }],
});
const reaction = (emoji: unknown) => ({ type: "reaction", reaction: { message_id: "wamid.1", emoji } });

it.each<[string, Fields]>([
  [
    "a form that begins on a screen",
    form({ flow_action: "navigate", flow_action_payload: { screen: "A", data: { b: 1 } } }),
  ],
  ["a form by its name, as a draft", form({ flow_id: undefined, flow_name: "pedido", mode: "draft" })],
  ["a kind in capitals", asking({ ...one, type: "BUTTON" })],
  ["a picture above buttons", asking({ ...one, header: { type: "image", image: { id: "1" } } })],
  ["a carousel of two", carousel(card(), card())],
  ["thirty products", products(30)],
  [
    "the question for a phone number",
    asking({ type: "request_contact_info", action: { name: "request_contact_info" } }),
  ],
  ["a place in strings", { type: "location", location: { latitude: "19.4", longitude: "-99.1" } }],
  ["a reaction of several code points", reaction("👩🏽‍🚀")],
  ["a flag", reaction("🇲🇽")],
  ["a keycap", reaction("1️⃣")],
  ["a reaction taken away", reaction("")],
  ["a voice note", { type: "audio", audio: { id: "1", voice: true } }],
  ["a birthday", contact({ birthday: "1999-01-23" })],
  ["an answer to a message", { type: "text", text: { body: "a" }, context: { message_id: "wamid.1" } }],
  [
    "a template's button",
    template({ type: "button", sub_type: "QUICK_REPLY", index: 1, parameters: [{ type: "payload", payload: "a" }] }),
  ],
])("lets %s pass", (_, body) => {
  expect(problemOf(body)).toBeUndefined();
});

it.each<[string, Fields, number, string]>([
  ["nobody to write to", { to: undefined, type: "text", text: { body: "a" } }, 131008, "to"],
  ["a group", { recipient_type: "group", type: "text", text: { body: "a" } }, 131009, "individual"],
  ["a preview that is no boolean", { type: "text", text: { body: "a", preview_url: "yes" } }, 100, "preview_url"],
  [
    "an answer to no message id",
    { type: "text", text: { body: "a" }, context: { message_id: "7" } },
    131009,
    "context",
  ],
  ["an answer to nothing", { type: "text", text: { body: "a" }, context: {} }, 131008, "context"],
  ["an unknown kind of question", asking({ type: "poll", action: {} }), 100, "interactive['type']"],
  ["a question without action", asking({ type: "button" }), 131008, "['action']"],
  ["a header of 61", asking({ ...one, header: { type: "text", text: "a".repeat(61) } }), 131009, "header"],
  ["a header without its picture", asking({ ...one, header: { type: "image" } }), 131009, "['image']"],
  [
    "a header's picture without an address",
    asking({ ...one, header: { type: "image", image: { link: "foto" } } }),
    100,
    "valid URI",
  ],
  ["an empty footer", asking({ ...one, footer: {} }), 131008, "footer"],
  ["an old form", form({ flow_message_version: "2" }), 100, "flow_message_version"],
  ["a form with id and name", form({ flow_name: "a" }), 131009, "flow_id or flow_name"],
  ["a form without a button", form({ flow_cta: undefined }), 131008, "flow_cta"],
  ["a form of another action", form({}, { name: "form" }), 100, "['name']"],
  ["a form that starts otherwise", form({ flow_action: "open" }), 100, "flow_action"],
  ["a form with empty data", form({ flow_action_payload: { screen: "A", data: {} } }), 131009, "data"],
  [
    "a link without an address",
    asking({ type: "cta_url", action: { name: "cta_url", parameters: { display_text: "a", url: "a" } } }),
    100,
    "url",
  ],
  ["one card", carousel(card()), 131009, "Min: 2, Max: 10"],
  ["a card of three line breaks", carousel(card({ body: { text: "a\nb\nc\nd" } }), card()), 131009, "line breaks"],
  ["a card without picture", carousel(card({ header: undefined }), card()), 131008, "header"],
  ["cards of two kinds", carousel(card(), { type: "product" }), 131009, "same type"],
  ["thirty-one products", products(31), 131009, "Max: 30"],
  ["products without header", asking({ type: "product_list", action: {} }), 131008, "header"],
  [
    "a picture by id and link",
    { type: "image", image: { id: "1", link: "https://a.b/c" } },
    131009,
    "either an id or a link",
  ],
  ["a picture from a file", { type: "image", image: { link: "file:///a" } }, 100, "valid URI"],
  ["a caption of 1025", { type: "video", video: { id: "1", caption: "a".repeat(1025) } }, 131009, "caption"],
  ["audio with a caption", { type: "audio", audio: { id: "1", caption: "a" } }, 100, 'Unexpected key "caption"'],
  [
    "a picture with a file name",
    { type: "image", image: { id: "1", filename: "a" } },
    100,
    'Unexpected key "filename"',
  ],
  ["a latitude of 91", { type: "location", location: { latitude: 91, longitude: 0 } }, 131009, "latitude"],
  ["a longitude in words", { type: "location", location: { latitude: 0, longitude: "oeste" } }, 131009, "longitude"],
  ["no latitude", { type: "location", location: { longitude: 0 } }, 131008, "latitude"],
  [
    "258 contacts",
    { type: "contacts", contacts: Array.from({ length: 258 }, () => contact({}).contacts[0]) },
    131009,
    "257",
  ],
  ["a contact without a name", contact({ name: {} }), 131008, "formatted_name"],
  ["a contact with the whole name only", contact({ name: { formatted_name: "Ana" } }), 131008, "first_name"],
  ["a birthday in words", contact({ birthday: "23 de enero" }), 131009, "birthday"],
  ["a reaction to nothing", { type: "reaction", reaction: { emoji: "👍" } }, 131008, "message_id"],
  ["a reaction in words", reaction("bien"), 131009, "one emoji"],
  ["two emojis", reaction("👍👍"), 131009, "one emoji"],
  ["no emoji at all", reaction(undefined), 131008, "emoji"],
  ["a template without language", { type: "template", template: { name: "hola" } }, 131008, "language"],
  ["an unknown part of a template", template({ type: "chest" }), 100, "['type']"],
  ["a template's button without place", template({ type: "button", sub_type: "url" }), 131008, "index"],
  ["a template's eleventh button", template({ type: "button", sub_type: "url", index: "10" }), 131009, "0 to 9"],
  [
    "an empty value for a template",
    template({ type: "body", parameters: [{ type: "text", text: "" }] }),
    131008,
    "text",
  ],
  [
    "a code of 21",
    template({
      type: "button",
      sub_type: "copy_code",
      index: 0,
      parameters: [{ type: "coupon_code", coupon_code: "a".repeat(21) }],
    }),
    131009,
    "coupon_code",
  ],
  [
    "an unknown value for a template",
    template({ type: "body", parameters: [{ type: "sound" }] }),
    100,
    "['parameters'][0]['type']",
  ],
])("refuses %s", (...[, body, code, words]) => {
  const problem = problemOf(body);
  expect(problem).toMatchObject({ code });
  expect(`${problem?.message ?? ""} ${problem?.details ?? ""}`).toContain(words);
});
