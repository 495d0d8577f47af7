import { z } from "zod";
import type { GraphEmulator } from "../graph/graph-emulator";
import type { CustomerContent, CustomerMedia } from "../graph/webhook/customer-content";
import { bubbleOf } from "./bubble";
import type { CustomerBook } from "./customers";

const Tap = z.object({
  kind: z.enum(["button_reply", "list_reply"]),
  id: z.string(),
  title: z.string(),
  description: z.string().exactOptional(),
  contextId: z.string(),
});
const Form = z.object({ token: z.string(), answers: z.record(z.string(), z.string()), contextId: z.string() });
const Place = z.object({ latitude: z.number(), longitude: z.number(), name: z.string().exactOptional() });
const File = z.object({ mimeType: z.string(), filename: z.string(), bytes: z.base64() });
const Words = z.string().trim().min(1, "Write something first.").max(4096, "At most 4096 characters in one message.");
const Says = z.object({
  phoneNumberId: z.string(),
  customer: z.string().min(1),
  tap: Tap.optional(),
  form: Form.optional(),
  location: Place.optional(),
  file: File.optional(),
  text: z.string().default(""),
});
const Read = z.object({ waMessageIds: z.array(z.string()).max(500) });

type Handler = (body: unknown, query: URLSearchParams) => unknown;

/** What the page may ask, by method and path. */
export function phoneApi(graph: GraphEmulator, customers: CustomerBook): Record<string, Handler> {
  return {
    "GET /api/state": () => ({ businesses: businesses(graph), customers: customers.list(), chats: previews(graph) }),

    "GET /api/chat": (_, query) => {
      const chat = graph.chat(query.get("phoneNumberId") ?? "", query.get("customer") ?? "");
      const bubbles = chat?.messages.map((message) => bubbleOf(message, chat)) ?? [];
      return { bubbles, typingUntil: chat?.typingUntil?.toISOString() };
    },

    "POST /api/customers": (body) => customers.add(body),

    "POST /api/messages": (body) => {
      const { phoneNumberId, customer, ...says } = Says.parse(body);
      const name = customers.list().find(({ id }) => id === customer)?.name ?? customer;
      const hidden = /\D/.test(customer);
      const who = hidden ? { userId: customer } : { from: customer };
      return graph.customerSays({ phoneNumberId, name, ...who, ...contentOf(says) });
    },

    "POST /api/read": async (body) => {
      const { waMessageIds } = Read.parse(body);
      const seen = graph.sent().filter((message) => !message.readAt && waMessageIds.includes(message.waMessageId));
      await Promise.all(seen.map(({ waMessageId }) => graph.status({ waMessageId, status: "read" })));
      return { read: seen.length };
    },
  };
}

type Said = Omit<z.infer<typeof Says>, "phoneNumberId" | "customer">;

function contentOf({ tap, form, location, file, text }: Said): CustomerContent {
  if (tap) return { tap };
  if (form) return { form };
  if (file) return { media: mediaOf(file) };
  return location ? { location } : { text: Words.parse(text) };
}

/** What WhatsApp's app sends as such; all else goes as a document, with its name. */
const KINDS = {
  image: /^image\/(jpeg|png)$/,
  video: /^video\/(mp4|3gpp)$/,
  audio: /^audio\/(aac|amr|mpeg|mp4|ogg)\b/,
} as const;

function mediaOf({ mimeType, filename, bytes }: z.infer<typeof File>): CustomerMedia {
  const file = { mimeType: mimeType || "application/octet-stream", bytes: Buffer.from(bytes, "base64") };
  const kind = (["image", "video", "audio"] as const).find((each) => KINDS[each].test(mimeType));
  return kind ? { type: kind, ...file } : { type: "document", filename, ...file };
}

function businesses(graph: GraphEmulator) {
  return graph.numbers().map(({ phoneNumberId, name, displayPhoneNumber }) => ({
    phoneNumberId,
    name: name ?? displayPhoneNumber,
    number: displayPhoneNumber,
  }));
}

function previews(graph: GraphEmulator) {
  return graph.chats().flatMap((chat) => {
    const last = chat.messages.at(-1);
    if (last === undefined) return [];
    return [{ phoneNumberId: chat.phoneNumberId, customer: chat.customer, last: bubbleOf(last, chat) }];
  });
}
