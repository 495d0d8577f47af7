import type { MessageError, MessageStatus } from "./status";

export type ConversationState = "open" | "waiting" | "snoozed" | "closed";

/** A conversation as lists show it, at revision `to`; the change before it was at `from`. */
export interface ConversationChange {
  readonly conversationId: string;
  readonly contactId: string;
  readonly from: number;
  readonly to: number;
  readonly preview: string | null;
  readonly unread: number;
  readonly owner: "bot" | "person";
  readonly state: ConversationState;
  readonly assigneeId: string | null;
  readonly lastMessageAt: Date | null;
}

/** A change that a screen can show. `from` and `to` are the conversation's revisions. */
export type Change =
  | { readonly kind: "conversation"; readonly conversation: ConversationChange }
  | { readonly kind: "new"; readonly conversation: ConversationChange; readonly message: ShownMessage }
  | { readonly kind: "status"; readonly conversation: ConversationChange; readonly message: ShownStatus };

export interface ShownMessage {
  readonly id: string;
  readonly seq: number;
  readonly direction: "inbound" | "outbound";
  readonly sender: "contact" | "bot" | "agent" | "phone";
  readonly type: string;
  readonly status: MessageStatus;
  readonly text: string;
  readonly clientId: string | null;
  readonly createdAt: Date;
}

export interface ShownStatus {
  readonly id: string;
  readonly waMessageId: string | null;
  readonly status: MessageStatus;
  readonly error: MessageError | null;
}
