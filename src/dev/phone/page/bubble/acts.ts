import type { Bubble, Choice } from "../../page-model";

/** What a customer can do with a message. */
export interface BubbleActs {
  tap: (bubble: Bubble, choice: Choice) => void;
  openList: (bubble: Bubble) => void;
  openForm: (bubble: Bubble) => void;
  sendPlace: (bubble: Bubble) => void;
  /** "" takes the reaction back. */
  react: (bubble: Bubble, emoji: string) => void;
  reply: (bubble: Bubble) => void;
  edit: (bubble: Bubble) => void;
  revoke: (bubble: Bubble) => void;
}
