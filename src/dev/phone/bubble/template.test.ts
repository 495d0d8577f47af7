import { expect, it } from "vitest";
import type { GraphTemplate } from "../../graph/template/template";
import type { Shelf } from "./shelf";
import { templateParts } from "./template";

const shelfWith = (template?: Partial<GraphTemplate>): Shelf => ({
  file: () => ({ mimeType: "image/jpeg" }),
  template: (_, { name, language }) =>
    template && {
      id: "1",
      businessAccountId: "2",
      name,
      language,
      category: "UTILITY",
      status: "APPROVED",
      components: [],
      parameterFormat: "POSITIONAL",
      ...template,
    },
});
const show = (components: object[], template?: Partial<GraphTemplate>) =>
  templateParts({ name: "order_ready", language: { code: "es" }, components }, "3", shelfWith(template));
const texts = (...words: string[]) => words.map((text) => ({ type: "text", text }));

it("is read with its values in their places", () => {
  const components = [
    { type: "HEADER", format: "TEXT", text: "Pedido {{1}}" },
    { type: "BODY", text: "Hola {{1}}: tu {{2}} está listo, {{1}}. {{3}}" },
    { type: "FOOTER", text: "Café Recado" },
  ];
  const sent = [
    { type: "header", parameters: texts("A-7") },
    {
      type: "body",
      parameters: [...texts("Ana", "cortado"), { type: "currency", currency: { fallback_value: "$35" } }],
    },
  ];
  expect(show(sent, { components })).toEqual({
    header: "Pedido A-7",
    text: "Hola Ana: tu cortado está listo, Ana. $35",
    footer: "Café Recado",
  });
});

it("is read with its values by their names", () => {
  const components = [{ type: "BODY", text: "{{when}}, {{who}}" }];
  const parameters = [
    { type: "text", parameter_name: "who", text: "Ana" },
    { type: "text", parameter_name: "when", text: "Hoy" },
  ];
  expect(show([{ type: "body", parameters }], { components, parameterFormat: "NAMED" }).text).toBe("Hoy, Ana");
});

it("has a picture or a place above its text", () => {
  const components = [
    { type: "HEADER", format: "IMAGE" },
    { type: "BODY", text: "Hola" },
  ];
  const above = (parameter: object) => show([{ type: "header", parameters: [parameter] }], { components });
  expect(above({ type: "image", image: { id: "7" } })).toMatchObject({ text: "Hola", media: { url: "/api/media/7" } });
  const location = { latitude: "1.5", longitude: "2", name: "Plaza" };
  expect(above({ type: "location", location }).place).toEqual({ latitude: 1.5, longitude: 2, name: "Plaza" });
});

it("has buttons to answer with, to follow, to call and to copy", () => {
  const buttons = [
    { type: "QUICK_REPLY", text: "Sí" },
    { type: "QUICK_REPLY", text: "No" },
    { type: "URL", text: "Ver", url: "https://example.com/{{1}}" },
    { type: "PHONE_NUMBER", text: "Llamar", phone_number: "+15550783881" },
    { type: "COPY_CODE", example: "25OFF" },
    { type: "FLOW", text: "Reservar" },
  ];
  const components = [{ type: "BUTTONS", buttons }];
  const button = (index: number | string, parameter: object) => ({ type: "button", index, parameters: [parameter] });
  const sent = [
    button(0, { type: "payload", payload: "OP_YES" }),
    button("2", { type: "text", text: "a/b" }),
    button(4, { type: "coupon_code", coupon_code: "30OFF" }),
    button(5, { type: "action", action: { flow_token: "t", flow_action_data: { day: "" } } }),
  ];
  expect(show(sent, { components })).toEqual({
    text: "",
    buttons: [
      { id: "OP_YES", title: "Sí" },
      { id: "No", title: "No" },
    ],
    tapKind: "button",
    links: [
      { label: "Ver", url: "https://example.com/a/b" },
      { label: "Llamar", url: "tel:+15550783881" },
    ],
    code: "30OFF",
    form: { opener: "Reservar", token: "t", fields: ["day"] },
  });
});

it("has Meta's own words when it brings a one-time code", () => {
  const components = [
    { type: "BODY", add_security_recommendation: true },
    { type: "FOOTER", code_expiration_minutes: 10 },
    { type: "BUTTONS", buttons: [{ type: "OTP", otp_type: "COPY_CODE" }] },
  ];
  const sent = [
    { type: "body", parameters: texts("123456") },
    { type: "button", index: "0", sub_type: "url", parameters: texts("123456") },
  ];
  expect(show(sent, { components, category: "AUTHENTICATION" })).toEqual({
    text: "*123456* is your verification code. For your security, do not share this code.",
    footer: "This code expires in 10 minutes.",
    code: "123456",
  });
});

it("is shown by its name and values when the account does not hold it", () => {
  const sent = [
    { type: "header", parameters: [{ type: "image", image: { link: "https://example.com/a.jpg" } }] },
    { type: "body", parameters: texts("Ana", "cortado") },
    { type: "button", index: 0, parameters: [{ type: "payload", payload: "OP_YES" }] },
  ];
  expect(show(sent)).toMatchObject({
    kind: "Template",
    header: "order_ready",
    text: "Ana\ncortado",
    buttons: [{ id: "OP_YES", title: "OP_YES" }],
    tapKind: "button",
    media: { url: "https://example.com/a.jpg" },
  });
});
