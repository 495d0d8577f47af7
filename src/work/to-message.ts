import type { Incoming } from "@/conversation/message";
import { changedIdentity, type ChangedIdentity } from "@/whatsapp/webhook/changed-identity";
import { toEcho } from "@/whatsapp/webhook/to-echo";
import { toldHash } from "@/whatsapp/webhook/told-hash";
import { toIncoming } from "@/whatsapp/webhook/to-incoming";
import type { StoredEvent } from "./next-input";

/** A stored event as a message of its conversation. */
export interface Received {
  readonly incoming: Incoming;
  readonly waMessageId: string;
  /** `phone`: somebody of the business, on the phone app. */
  readonly sender: "contact" | "phone";
  readonly at: Date | null;
  /** The customer has these ids from now on. */
  readonly changed: ChangedIdentity | null;
  /** Of its file, as it is written there. */
  readonly toldSha256: string | null;
}

export function toMessage({ kind, payload, waMessageId, happenedAt }: StoredEvent): Received {
  const isEcho = kind === "echo";
  return {
    incoming: isEcho ? toEcho(payload) : toIncoming(payload),
    waMessageId,
    sender: isEcho ? "phone" : "contact",
    at: happenedAt,
    changed: changedIdentity(payload),
    toldSha256: toldHash(payload),
  };
}
