import type { Outgoing } from "@/conversation/message";
import { wordsOf } from "@/conversation/words";
import type { HttpRequest } from "../http-call";
import { namesInstead } from "../secret-mark";
import type { ContactChange, Effect } from "../session";
import { textOf } from "../text-of";
import type { StageEntry } from "./stage";

/** What happened on a stage as one line of a transcript; null for what nobody sees. */
export function lineOf(entry: StageEntry): string | null {
  return entry.kind === "remark" ? `(${entry.text})` : effectLine(entry.effect);
}

function effectLine(effect: Effect): string | null {
  switch (effect.kind) {
    case "send":
      return `bot: ${bubbleLine(effect.message)}${fallbackLine(effect.message)}`;
    case "schedule":
      return null;
    case "call-http":
      return `(calls ${callLine(effect.request)})`;
    case "hand-off":
      return `(handed to ${effect.queue ?? "people"}${effect.note === null ? "" : `: ${effect.note}`})`;
    case "update-contact":
      return `(contact: ${changeLine(effect.change)})`;
  }
}

/** A request with the names of its secrets, without the headers that every call has. */
function callLine({ method, url, headers, body, retries }: HttpRequest): string {
  const own = Object.entries(headers).filter(([name]) => !/^(content-type|idempotency-key)$/i.test(name));
  const fields = own.map(([name, value]) => `[${name}: ${value}]`);
  const again = retries === 0 ? "" : `(retries: ${retries})`;
  return namesInstead([method, url, ...fields, body ?? "", again].filter((part) => part !== "").join(" "));
}

function changeLine({ attributes, addTags, removeTags, optOut }: ContactChange): string {
  const set = Object.entries(attributes).map(([name, value]) =>
    value === null ? `no ${name}` : `${name}=${textOf(value)}`,
  );
  const tags = [...addTags.map((tag) => `+${tag}`), ...removeTags.map((tag) => `-${tag}`)];
  const campaigns = optOut === null ? [] : [optOut ? "no campaigns" : "campaigns again"];
  return [...set, ...tags, ...campaigns].join(" ");
}

/** What leaves instead of a bubble when the 24-hour window is closed. */
const fallbackLine = (message: Outgoing): string =>
  "fallback" in message && message.fallback ? ` (or: ${wordsOf(message.fallback)})` : "";

/** A bubble with what can be tapped in it. */
function bubbleLine(message: Outgoing): string {
  if (message.kind === "media")
    return `(${message.mediaType}) ${Object.values(message.source).join("")} ${wordsOf(message)}`;
  if (message.kind === "form") return `${message.text} [form: ${message.button}]`;
  if (!("choices" in message)) return wordsOf(message);
  const choices = message.choices.map(({ title, description }) => (description ? `${title} · ${description}` : title));
  const around = [message.header && `${message.header}: `, message.text, message.footer && ` (${message.footer})`];
  const body = around.filter(Boolean).join("");
  if (message.kind === "buttons") return `${body} ${choices.map((choice) => `[${choice}]`).join(" ")}`;
  return `${body} ${message.button} ▾ ${choices.map((choice) => `<${choice}>`).join(" ")}`;
}
