import { z } from "zod";

const choice = z.object({ id: z.string(), title: z.string(), description: z.string().optional() });
export type Choice = z.infer<typeof choice>;

/** What we can say, in no channel's words. `whatsapp/compose` puts it into Meta's. */
export const outgoing = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("text"), text: z.string(), previewUrl: z.boolean().optional() }),
  z.object({
    kind: z.literal("buttons"),
    text: z.string(),
    header: z.string().optional(),
    footer: z.string().optional(),
    choices: z.array(choice),
  }),
  z.object({
    kind: z.literal("list"),
    text: z.string(),
    header: z.string().optional(),
    footer: z.string().optional(),
    /** What opens the list. */
    button: z.string(),
    choices: z.array(choice),
  }),
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
