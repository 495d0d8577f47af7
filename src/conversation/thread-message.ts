import type { Incoming, Outgoing } from "./message";
import type { ShownMedia } from "./shown-media";
import type { MessageStatus } from "./status";

/** A message as the thread shows it, as it was at `revision` of its conversation. */
export interface ThreadMessage {
  readonly id: string;
  /** Its place in the conversation. */
  readonly seq: number;
  readonly revision: number;
  readonly direction: "inbound" | "outbound";
  readonly sender: "contact" | "bot" | "agent" | "phone";
  readonly type: string;
  /** What people read. */
  readonly content: string;
  /** What it holds beside its text. */
  readonly body: Incoming | Outgoing | null;
  /** The file that came with it. */
  readonly media: ShownMedia | null;
  /** False while only a live event told of it: the text may be cut and the body missing. */
  readonly whole: boolean;
  readonly status: MessageStatus;
  readonly error: ShownError | null;
  readonly waMessageId: string | null;
  /** The channel's id of the message it answers. */
  readonly repliesTo: string | null;
  /** Given by the browser that sent it. */
  readonly clientId: string | null;
  readonly sentBy: string | null;
  readonly createdAt: Date;
  readonly sentAt: Date | null;
  readonly deliveredAt: Date | null;
  readonly readAt: Date | null;
  readonly failedAt: Date | null;
}

/** Why it did not arrive; `reason` is our own word for it. */
interface ShownError {
  readonly code?: number | null | undefined;
  readonly title: string;
  readonly details?: string | null | undefined;
  readonly reason?: string | undefined;
}
