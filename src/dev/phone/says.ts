import { z } from "zod";
import type { CustomerAct } from "../graph/webhook/customer-act";
import type { CustomerContent } from "../graph/webhook/customer-content";
import { mediaOf, SentFile } from "./sent-file";

const word = z.string().exactOptional();
const Tap = z.object({
  kind: z.enum(["button_reply", "list_reply", "button"]),
  id: z.string(),
  title: z.string(),
  description: word,
  contextId: z.string(),
});
const Form = z.object({ token: z.string(), answers: z.record(z.string(), z.string()), contextId: z.string() });
const Place = z.object({ latitude: z.number(), longitude: z.number(), name: word, address: word });
const Contact = z.object({ name: z.string().trim().min(1, "A contact needs a name."), phones: z.array(z.string()) });
const Words = z.string().trim().min(1, "Write something first.").max(4096, "At most 4096 characters in one message.");

/** `POST /api/messages`: one of these kinds, a text when there is no other. */
export const Says = z.object({
  phoneNumberId: z.string(),
  customer: z.string().min(1),
  /** The message that is quoted. */
  contextId: word,
  tap: Tap.optional(),
  form: Form.optional(),
  location: Place.optional(),
  contacts: z.array(Contact).min(1).optional(),
  file: SentFile.optional(),
  reaction: z.object({ messageId: z.string(), emoji: z.string() }).optional(),
  edit: z.object({ messageId: z.string(), text: Words }).optional(),
  revoke: z.object({ messageId: z.string() }).optional(),
  text: z.string().default(""),
});

export function saidIn(says: z.infer<typeof Says>): CustomerContent | CustomerAct {
  return actIn(says) ?? contentIn(says);
}

function actIn({ reaction, edit, revoke }: z.infer<typeof Says>): CustomerAct | undefined {
  if (reaction) return { reaction };
  if (edit) return { edit };
  return revoke && { revoke };
}

function contentIn({ tap, form, location, contacts, file, text }: z.infer<typeof Says>): CustomerContent {
  if (tap) return { tap };
  if (form) return { form };
  if (file) return { media: mediaOf(file) };
  if (contacts) return { contacts };
  return location ? { location } : { text: Words.parse(text) };
}
