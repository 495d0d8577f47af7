import type { Bubble } from "../../page-model";

/** What is being written, to what it replies, or which message it corrects. */
export interface Draft {
  text: string;
  reply?: Bubble;
  editing?: Bubble;
}
