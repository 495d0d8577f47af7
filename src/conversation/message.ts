import { z } from "zod";

const choice = z.object({ id: z.string(), title: z.string(), description: z.string().optional() });
export type Choice = z.infer<typeof choice>;

const parameter = z.object({
  component: z.enum(["header", "body", "button"]),
  type: z.enum([
    "text",
    "image",
    "video",
    "document",
    "location",
    "currency",
    "date_time",
    "payload",
    "coupon",
    "token",
  ]),
  value: z.string(),
  /** Of a template whose parameters have names; without one they stand in their order. */
  name: z.string().optional(),
  /** Of a document. */
  filename: z.string().optional(),
  /** Which button; without one those of a template stand in their order. */
  index: z.int().min(0).max(9).optional(),
});

/** A text that Meta has approved: the only one that may leave while the 24-hour window is closed. */
export const template = z.object({
  kind: z.literal("template"),
  name: z.string(),
  language: z.string(),
  parameters: z.array(parameter),
});
export type Template = z.infer<typeof template>;

/** An address that Meta fetches, or the id of an upload. */
const source = z.union([z.object({ link: z.string() }), z.object({ id: z.string() })]);
/** The file that is kept with the message: it is uploaded before the message leaves. */
const keptFile = z.object({ file: z.literal("kept") });

const framed = {
  text: z.string(),
  header: z.string().optional(),
  /** In the place of a text above, where buttons follow. */
  picture: z.object({ mediaType: z.enum(["image", "video", "document"]), source }).optional(),
  footer: z.string().optional(),
  /** Leaves in its place when the 24-hour window is closed. */
  fallback: template.optional(),
};

/** A card of an address book. */
const person = z.object({
  name: z.string(),
  phones: z.array(z.object({ number: z.string(), label: z.string().optional() })).default([]),
  emails: z.array(z.object({ address: z.string(), label: z.string().optional() })).default([]),
  company: z.string().optional(),
  url: z.string().optional(),
});
export type Person = z.infer<typeof person>;

export const MEDIA_TYPES = ["image", "video", "audio", "document", "sticker"] as const;
export type MediaType = (typeof MEDIA_TYPES)[number];

/** What we can say, in no channel's words. `whatsapp/compose` puts it into Meta's. */
export const outgoing = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("text"),
    text: z.string(),
    previewUrl: z.boolean().optional(),
    fallback: template.optional(),
  }),
  z.object({ kind: z.literal("buttons"), ...framed, choices: z.array(choice) }),
  z.object({
    kind: z.literal("list"),
    ...framed,
    /** What opens the list. */
    button: z.string(),
    choices: z.array(choice),
  }),
  template,
  z.object({
    kind: z.literal("media"),
    mediaType: z.enum(MEDIA_TYPES),
    source: z.union([...source.options, keptFile]),
    caption: z.string().optional(),
    /** An audio that is shown as spoken here and now. */
    voice: z.boolean().optional(),
    filename: z.string().optional(),
  }),
  /** A form of several screens, which Meta calls a flow. */
  z.object({
    kind: z.literal("form"),
    ...framed,
    /** What opens the form. */
    button: z.string(),
    formId: z.string(),
    /** Comes back with the answer. */
    token: z.string(),
    mode: z.enum(["draft", "published"]),
    screen: z.string().optional(),
    data: z.record(z.string(), z.unknown()).optional(),
  }),
  /** A button that opens an address. */
  z.object({ kind: z.literal("link"), ...framed, button: z.string(), url: z.string() }),
  /** Asks the customer for a place on the map. */
  z.object({ kind: z.literal("location-request"), text: z.string(), fallback: template.optional() }),
  z.object({
    kind: z.literal("location"),
    latitude: z.number(),
    longitude: z.number(),
    name: z.string().optional(),
    address: z.string().optional(),
  }),
  z.object({ kind: z.literal("contacts"), people: z.array(person) }),
  /** An emoji at a message, by the channel's id of that; "" takes it back. */
  z.object({ kind: z.literal("reaction"), to: z.string(), emoji: z.string() }),
]);
export type Outgoing = z.infer<typeof outgoing>;

/** The types of inbound messages; Meta's own words, since no other channel is there yet. `echo` is typed by a person on the phone app. */
export const INCOMING_TYPES = [
  "text",
  "button",
  "interactive",
  "image",
  "video",
  "audio",
  "document",
  "sticker",
  "location",
  "contacts",
  "order",
  "reaction",
  "system",
  "edit",
  "revoke",
  "request_welcome",
  "unsupported",
  "unknown",
] as const;

/** What a person said to us, or did. */
export const incoming = z.object({
  type: z.enum(INCOMING_TYPES),
  /** The text, the caption, or the title of what was tapped. */
  text: z.string().nullable(),
  /** A tap on a button or a row of a list: the id we gave it, or a template button's payload. */
  choice: z.object({ id: z.string(), title: z.string() }).nullable(),
  media: z
    .object({
      id: z.string(),
      mimeType: z.string().nullable(),
      caption: z.string().nullable(),
      filename: z.string().nullable(),
      voice: z.boolean(),
    })
    .nullable(),
  location: z
    .object({
      latitude: z.number(),
      longitude: z.number(),
      name: z.string().nullable(),
      address: z.string().nullable(),
    })
    .nullable(),
  reaction: z.object({ to: z.string(), emoji: z.string().nullable() }).nullable(),
  /** A filled-in form: what it answers, and the token that went out with it. */
  form: z.object({ token: z.string().nullable(), answers: z.unknown() }).optional(),
  /** The channel's id of the message this one answers. */
  repliesTo: z.string().nullable(),
  /** Sent in a group: shown, never offered to flows. */
  group: z.boolean(),
});
export type Incoming = z.infer<typeof incoming>;

const OFFERED = new Set<Incoming["type"]>([
  "text",
  "button",
  "interactive",
  "image",
  "video",
  "audio",
  "document",
  "location",
  "contacts",
  "order",
]);

/** Whether flows may answer this message; what is not offered is stored and shown only. */
export const isOfferedToFlows = (message: Incoming): boolean => !message.group && OFFERED.has(message.type);
