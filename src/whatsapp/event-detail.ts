import { preview } from "@/conversation/preview";
import { asText, asRecord } from "./loose-json";
import { fieldNamed } from "./webhook/fields";
import { toEcho } from "./webhook/to-echo";
import { toIncoming } from "./webhook/to-incoming";
import { toStatus } from "./webhook/to-status";

interface StoredItem {
  readonly field: string;
  readonly kind: string;
  readonly payload: unknown;
}

/** What an event says, in one line for a list: the message's text, the status, else what its field is about. */
export function eventDetail({ field, kind, payload }: StoredItem): string {
  switch (kind) {
    case "message":
    case "standby-message":
      return preview(toIncoming(payload));
    case "echo":
      return preview(toEcho(payload));
    case "status":
    case "standby-status": {
      const { status, errors = [] } = toStatus(payload) ?? {};
      return [status, errors[0]?.title].filter(Boolean).join(": ");
    }
    default:
      return particulars(payload) || fieldNamed(field).meaning;
  }
}

/** The words that most account-level items carry. */
function particulars(payload: unknown): string {
  const { message_template_name, event, decision } = asRecord(payload);
  return [message_template_name, event, decision].flatMap((word) => asText(word) ?? []).join(": ");
}
