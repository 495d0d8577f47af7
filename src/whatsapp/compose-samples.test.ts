import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { Outgoing, Template } from "@/conversation/message";
import { compose } from "./compose";

type Loose = Record<string, unknown>;

/** The request that Meta's pages or a public gateway show for the same. */
function sample(name: string): Loose {
  const file = readFileSync(new URL(`samples/${name}.json`, import.meta.url), "utf8");
  return (JSON.parse(file) as { request: { body: Loose } }).request.body;
}

const parameter = (
  component: Template["parameters"][number]["component"],
  type: Template["parameters"][number]["type"],
  more: { value: string; name?: string; index?: number },
) => ({ component, type, ...more });

const template = (name: string, parameters: Template["parameters"]): Outgoing => ({
  kind: "template",
  name,
  language: "en_US",
  parameters,
});

const picture = { mediaType: "image", source: { link: "https://foo.bar/image.jpg" } } as const;
const visit = { kind: "link", text: "Interactive URL msg", button: "Visit", url: "https://example.com" } as const;

const SAMPLES: readonly (readonly [name: string, message: Outgoing])[] = [
  ["courier-link-sending", { kind: "text", text: "Link Sending https://link.com", previewUrl: true }],
  ["courier-interactive-with-url-button", visit],
  ["courier-interactive-with-url-button-with-attachment", { ...visit, picture }],
  [
    "courier-interactive-button-message-send-with-image-attachment",
    { kind: "buttons", text: "Interactive Button Msg", picture, choices: [{ id: "0", title: "BUTTON1" }] },
  ],
  ["courier-interactive-with-location-request", { kind: "location-request", text: "Interactive send location" }],
  ["courier-image-send", { kind: "media", ...picture, caption: "image caption" }],
  [
    "courier-document-send",
    {
      kind: "media",
      mediaType: "document",
      source: { link: "https://foo.bar/document.pdf" },
      caption: "document caption",
      filename: "document.pdf",
    },
  ],
  [
    "courier-video-send",
    { kind: "media", mediaType: "video", source: { link: "https://foo.bar/video.mp4" }, caption: "video caption" },
  ],
  ["courier-audio-send-1", { kind: "media", mediaType: "audio", source: { link: "https://foo.bar/audio.mp3" } }],
  ["doc-audio-messages", { kind: "media", mediaType: "audio", source: { id: "1013859600285441" }, voice: true }],
  ["doc-sticker-messages", { kind: "media", mediaType: "sticker", source: { id: "798882015472548" } }],
  [
    "courier-template-send-buttons-params",
    template("revive_issue", [
      parameter("header", "image", { value: "https://foo.bar/image.jpg" }),
      parameter("body", "text", { value: "Ryan Lewis" }),
      parameter("body", "text", { value: "niño" }),
      parameter("button", "payload", { value: "Sip" }),
      parameter("button", "text", { value: "id00231" }),
    ]),
  ],
  [
    "doc-utility-templates",
    template("reservation_confirmation", [
      parameter("header", "image", { value: "2871834006348767" }),
      parameter("body", "text", { name: "number_of_guests", value: "4" }),
      parameter("body", "text", { name: "day", value: "Saturday" }),
      parameter("body", "text", { name: "date", value: "August 30th, 2025" }),
      parameter("body", "text", { name: "time", value: "7:30 pm" }),
    ]),
  ],
  [
    "doc-reaction-messages",
    { kind: "reaction", to: "wamid.HBgLMTY0NjcwNDM1OTUVAgASGBQzQUZCMTY0MDc2MUYwNzBDNTY5MAA=", emoji: "😀" },
  ],
];

const OURS = new Set(["biz_opaque_callback_data", "to"]);
/** Of the content: who it goes to and our own note are not the message. A gateway still names the one policy there is. */
const contentOf = (body: Loose): Loose =>
  JSON.parse(JSON.stringify(body), (key, value: unknown) =>
    OURS.has(key) || key === "policy" || (key === "preview_url" && value === false) ? undefined : value,
  ) as Loose;

const composed = (message: Outgoing): Loose => {
  const result = compose(message, { to: { phone: "16505551234", userId: null }, callbackData: "row-1" });
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return contentOf(result.body);
};

test.each(SAMPLES)("%s is composed as published", (name, message) => {
  expect(composed(message)).toEqual(contentOf(sample(name)));
});

// What Meta's pages write in another way that means the same, or with more than we say.

test("a coupon is a button of its own", () => {
  const parameters = [
    parameter("body", "text", { value: "25OFF" }),
    parameter("body", "text", { value: "25%" }),
    parameter("button", "coupon", { value: "25OFF", index: 1 }),
  ];
  const published = JSON.stringify(sample("doc-coupon-templates")["template"]);
  expect(composed(template("coupon_code_fall2023_25off", parameters))["template"]).toEqual(
    JSON.parse(published.replace('"COPY_CODE","index":1', '"copy_code","index":"1"')),
  );
});

test("a template's form takes the token of our form", () => {
  const ours = composed(template("booking", [parameter("button", "token", { value: "<FLOW_TOKEN>" })]));
  const published = sample("send-flow-template-message") as {
    template: { components: [Loose & { parameters: [Loose] }] };
  };
  const [button] = published.template.components;
  const action = { flow_token: (button.parameters[0]["action"] as Loose)["flow_token"] };
  expect(ours).toMatchObject({ template: { components: [{ ...button, parameters: [{ type: "action", action }] }] } });
});

test("a form opens at its screen, with a token and the data of the screen", () => {
  const form: Outgoing = {
    kind: "form",
    text: "Interactive form msg",
    button: "Book now",
    formId: "123456",
    token: "t",
    mode: "published",
    screen: "BOOKING",
    data: { age: "32", name: "Bob" },
  };
  expect(composed(form)).toMatchObject(contentOf(sample("courier-interactive-with-form-with-entry-screen-and-data")));
});

test("a place is two numbers, where the page has texts", () => {
  const published = sample("doc-location-messages")["location"] as Record<string, string>;
  const { name = "", address = "" } = published;
  const [latitude, longitude] = [Number(published["latitude"]), Number(published["longitude"])];
  expect(composed({ kind: "location", latitude, longitude, name, address })["location"]).toEqual({
    ...published,
    latitude,
    longitude,
  });
});

test("a contact's card has its name twice, phones, mails, company and page", () => {
  const [published] = sample("doc-contacts-messages")["contacts"] as [Record<string, Loose[]>];
  const ours = composed({
    kind: "contacts",
    people: [
      {
        name: "Barbara J. Johnson",
        phones: [
          { number: "+16505559999", label: "Landline" },
          { number: "+19175559999", label: "Mobile" },
        ],
        emails: [
          { address: "bjohnson@luckyshrub.com", label: "Work" },
          { address: "bjohnson@luckyshrubplants.com", label: "Work (old)" },
        ],
        company: "Lucky Shrub",
        url: "https://www.luckyshrub.com",
      },
    ],
  });
  const [landline, mobile] = published["phones"] ?? [];
  expect(ours["contacts"]).toEqual([
    {
      name: { formatted_name: "Barbara J. Johnson", first_name: "Barbara J. Johnson" },
      phones: [landline, { phone: mobile?.["phone"], type: mobile?.["type"] }],
      emails: published["emails"],
      org: { company: "Lucky Shrub" },
      urls: [{ url: published["urls"]?.[0]?.["url"] }],
    },
  ]);
});
