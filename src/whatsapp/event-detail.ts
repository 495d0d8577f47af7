import { preview } from "@/conversation/preview";
import { asList, asRecord, asText, type Loose } from "./loose-json";
import { fieldNamed } from "./webhook/fields";
import { toEcho } from "./webhook/to-echo";
import { toIncoming } from "./webhook/to-incoming";

interface StoredItem {
  readonly field: string;
  readonly kind: string;
  readonly payload: unknown;
}

/** What an event says in its own words, in one line: a message's text, a status. Null when it has none. */
export function eventDetail({ kind, payload }: StoredItem): string | null {
  switch (kind) {
    case "message":
    case "standby-message":
      return preview(toIncoming(payload)) || null;
    case "echo":
      return preview(toEcho(payload)) || null;
    case "status":
    case "standby-status": {
      const { status, errors } = asRecord(asList(asRecord(payload).statuses)[0]);
      return joined([status, asRecord(asList(errors)[0]).title]);
    }
    default:
      return particulars(asRecord(payload));
  }
}

/** What an event is about, as a sentence without its full stop. */
export function eventMeaning({ kind, field }: Pick<StoredItem, "kind" | "field">): string {
  return MEANINGS[kind] ?? fieldNamed(field).meaning;
}

// One field brings several kinds, and its own meaning names them all.
const MEANINGS: Readonly<Record<string, string>> = {
  message: "A customer wrote",
  status: "Something became of a message of ours",
  errors: "Meta could not deliver something",
  "user-action": "A customer did something in the chat",
};

/** The words that most items without a text carry. */
function particulars({ message_template_name, event, decision, errors }: Loose): string | null {
  return joined([message_template_name, event, decision, asRecord(asList(errors)[0]).title]);
}

const joined = (words: readonly unknown[]): string | null =>
  words.flatMap((word) => asText(word) ?? []).join(": ") || null;
