import { expect, it } from "vitest";
import type { Chat, SentMessage } from "../graph/store";
import { bubbleOf } from "./bubble";

const at = new Date("2026-11-20T10:00:00Z");
const chat: Chat = { phoneNumberId: "1", customer: "525500", messages: [] };
const sent = (body: Record<string, unknown>, text = ""): SentMessage => ({
  direction: "sent",
  waMessageId: "wamid.1",
  phoneNumberId: "1",
  to: "525500",
  type: body["type"] as string,
  text,
  body,
  opaque: undefined,
  receivedAt: at,
});

it("shows header, footer and buttons", () => {
  const interactive = {
    type: "button",
    header: { type: "text", text: "Pedidos" },
    footer: { text: "Hasta las 21" },
    action: { buttons: [{ type: "reply", reply: { id: "opt-0", title: "Sí" } }] },
  };
  expect(bubbleOf(sent({ type: "interactive", interactive }, "¿Listo?"), chat)).toEqual({
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
  const interactive = {
    type: "list",
    action: { button: "Ver", sections: [{ title: "Calientes", rows }, { rows: [] }] },
  };
  expect(bubbleOf(sent({ type: "interactive", interactive }), chat).list).toEqual({
    opener: "Ver",
    sections: [
      { title: "Calientes", rows },
      { title: "", rows: [] },
    ],
  });
});

it("shows what opens a form, and a request for a place", () => {
  const parameters = { flow_cta: "Reservar", flow_token: "t", flow_action_payload: { screen: "A", data: { day: "" } } };
  const interactive = { type: "flow", action: { name: "flow", parameters } };
  expect(bubbleOf(sent({ type: "interactive", interactive }), chat).form).toEqual({
    opener: "Reservar",
    token: "t",
    fields: ["day"],
  });
  const asks = { type: "location_request_message", action: { name: "send_location" } };
  expect(bubbleOf(sent({ type: "interactive", interactive: asks }), chat).asksForPlace).toBe(true);
});

it("names what is no text", () => {
  expect(bubbleOf(sent({ type: "image", image: {} }, "mira"), chat)).toMatchObject({ kind: "Photo", text: "mira" });
});

it("quotes the question that a tap answers", () => {
  const question = sent({ type: "text" }, "¿Listo?");
  const tap = { kind: "button_reply" as const, id: "opt-0", title: "Sí", contextId: "wamid.1" };
  const answer = {
    direction: "heard" as const,
    waMessageId: "wamid.2",
    phoneNumberId: "1",
    from: "525500",
    content: { tap },
    saidAt: at,
  };
  expect(bubbleOf(answer, { ...chat, messages: [question, answer] })).toMatchObject({
    text: "Sí",
    quote: "¿Listo?",
    answers: { messageId: "wamid.1", choiceId: "opt-0" },
    state: "sending",
  });
});
