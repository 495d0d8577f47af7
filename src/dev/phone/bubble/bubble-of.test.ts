import { expect, it } from "vitest";
import type { Chat, HeardMessage, SentMessage } from "../../graph/store";
import type { CustomerContent } from "../../graph/webhook/customer-content";
import { bubbleOf } from "./bubble-of";
import type { Shelf } from "./shelf";

const at = new Date("2026-11-20T10:00:00Z");
const shelf: Shelf = {
  file: (id) => (id === "7" ? { mimeType: "image/png" } : undefined),
  template: () => undefined,
};
const sent = (body: Record<string, unknown>, more: Partial<SentMessage> = {}): SentMessage => ({
  direction: "sent",
  waMessageId: "wamid.1",
  phoneNumberId: "1",
  to: "525500",
  type: body["type"] as string,
  text: "",
  body,
  opaque: undefined,
  receivedAt: at,
  ...more,
});
const heard = (content: CustomerContent, more: Partial<HeardMessage> = {}): HeardMessage => ({
  direction: "heard",
  waMessageId: "wamid.2",
  phoneNumberId: "1",
  from: "525500",
  content,
  saidAt: at,
  ...more,
});
const asking = (interactive: object) => sent({ type: "interactive", interactive });
const show = (...messages: [...(SentMessage | HeardMessage)[], SentMessage | HeardMessage]) => {
  const chat: Chat = { phoneNumberId: "1", customer: "525500", messages };
  return bubbleOf(messages.at(-1)!, chat, shelf);
};

it("shows header, text, footer and buttons", () => {
  const buttons = [{ type: "reply", reply: { id: "opt-0", title: "Sí" } }];
  const header = { type: "text", text: "Pedidos" };
  const parts = { header, body: { text: "¿Listo?" }, footer: { text: "Hasta las 21" }, action: { buttons } };
  expect(show(asking({ type: "button", ...parts }))).toEqual({
    id: "wamid.1",
    from: "business",
    at: at.toISOString(),
    text: "¿Listo?",
    header: "Pedidos",
    footer: "Hasta las 21",
    buttons: [{ id: "opt-0", title: "Sí" }],
    seen: false,
  });
});

it("shows the rows of a list by section", () => {
  const rows = [
    { id: "a", title: "Cortado", description: "2,20" },
    { id: "b", title: "Té" },
  ];
  const action = { button: "Ver", sections: [{ title: "Calientes", rows }, { rows: [] }] };
  expect(show(asking({ type: "list", action })).list).toEqual({
    opener: "Ver",
    sections: [
      { title: "Calientes", rows },
      { title: "", rows: [] },
    ],
  });
});

it("shows what opens a form, a link and a request for a place", () => {
  const parameters = { flow_cta: "Reservar", flow_token: "t", flow_action_payload: { screen: "A", data: { day: "" } } };
  const form = { opener: "Reservar", token: "t", fields: ["day"] };
  expect(show(asking({ type: "flow", action: { name: "flow", parameters } })).form).toEqual(form);
  const link = { display_text: "Ver", url: "https://example.com/a" };
  expect(show(asking({ type: "cta_url", action: { parameters: link } })).links).toEqual([
    { label: "Ver", url: "https://example.com/a" },
  ]);
  expect(show(asking({ type: "location_request_message", action: { name: "send_location" } })).asksForPlace).toBe(true);
});

it("shows the picture above buttons, an upload's from here and a link's from where it leads", () => {
  const header = { type: "image", image: { id: "7" } };
  const above = show(asking({ type: "button", header, body: { text: "¿Éste?" } }));
  expect(above).toMatchObject({ text: "¿Éste?", media: { type: "image", url: "/api/media/7", mimeType: "image/png" } });
  expect(above.kind).toBeUndefined();
  const document = { link: "https://example.com/a.pdf", filename: "a.pdf" };
  expect(show(sent({ type: "document", document }, { text: "mira" }))).toMatchObject({
    kind: "Document",
    text: "mira",
    media: { type: "document", url: "https://example.com/a.pdf", filename: "a.pdf" },
  });
  const voice = show(sent({ type: "audio", audio: { id: "7", voice: true } }));
  expect([voice.kind, voice.media?.voice]).toEqual(["Voice message", true]);
});

it("names a file that is not kept", () => {
  expect(show(sent({ type: "image", image: { id: "404" } }))).toMatchObject({ kind: "Photo", text: "" });
});

it("shows places and contacts of both sides", () => {
  const place = { latitude: 19.4, longitude: -99.1, name: "Zócalo" };
  const location = { ...place, latitude: "19.4", longitude: "-99.1" };
  expect(show(sent({ type: "location", location }))).toMatchObject({ kind: "Location", place });
  expect(show(heard({ location: place }))).toMatchObject({ kind: "Location", place });
  const contacts = [{ name: "Bea", phones: ["+1 202 555 0199"] }];
  const card = { name: { formatted_name: "Bea" }, phones: [{ phone: "+1 202 555 0199" }] };
  expect(show(sent({ type: "contacts", contacts: [card] }))).toMatchObject({ kind: "Contact", contacts });
  expect(show(heard({ contacts }))).toMatchObject({ kind: "Contact", contacts });
});

it("names what a phone of ours cannot show", () => {
  const action = { catalog_id: "1", product_retailer_id: "2" };
  expect(show(asking({ type: "product", action })).kind).toBe("Product");
  expect(show(asking({ type: "order_details", body: { text: "Total" }, action: {} }))).toMatchObject({
    kind: "Order",
    text: "Total",
  });
});

it("quotes the question that a tap answers", () => {
  const tap = { kind: "button_reply" as const, id: "opt-0", title: "Sí" };
  expect(show(sent({ type: "text" }, { text: "¿Listo?" }), heard({ tap }, { contextId: "wamid.1" }))).toMatchObject({
    text: "Sí",
    quote: { id: "wamid.1", from: "business", text: "¿Listo?" },
    answers: { messageId: "wamid.1", choiceId: "opt-0" },
    state: "sending",
  });
});

it("quotes in one line what has no text, and what is not there not at all", () => {
  const reply = sent({ type: "text", context: { message_id: "wamid.2" } });
  const quoted = (content: CustomerContent, more?: object) => show(heard(content, more), reply).quote?.text;
  expect(quoted({ media: { type: "image" } })).toBe("Photo");
  expect(quoted({ location: { latitude: 1, longitude: 2, name: "Plaza" } })).toBe("Plaza");
  expect(quoted({ contacts: [{ name: "Bea", phones: [] }] })).toBe("Bea");
  expect(quoted({ text: "perdón" }, { deletedAt: at })).toBe("Deleted message");
  expect(show(reply).quote).toBeUndefined();
});

it("shows reactions and edits, and nothing of what was deleted", () => {
  const reactions = [{ from: "business" as const, emoji: "👍" }];
  expect(show(heard({ text: "hola" }, { reactions, editedAt: at }))).toMatchObject({ reactions, edited: true });
  expect(show(heard({ text: "perdón" }, { deletedAt: at, lastAttempt: { attempt: 1, status: 503 } }))).toEqual({
    id: "wamid.2",
    from: "customer",
    at: at.toISOString(),
    text: "",
    deleted: true,
  });
});
