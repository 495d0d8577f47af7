import type { Incoming, Outgoing } from "@/conversation/message";
import type { HttpRequest, HttpResult } from "./http-call";

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
export type Context = Readonly<Record<string, Json>>;

/** What a paused session waits for. Times are epoch milliseconds. */
export type Waiting =
  | {
      readonly for: "reply";
      readonly since: number;
      /** When the node's own time-out takes its way out. It comes before the idle end. */
      readonly timeoutAt: number | null;
      /** When the idle session is ended. */
      readonly expiresAt: number;
      /** How often the question was asked. */
      readonly attempts: number;
      /** Effect ids of the bubbles that ask this question: a tap counts only for one of them. */
      readonly bubbles: readonly string[];
      /** What the node wrote down to know the answer by: the token of a form, the country of a phone number. */
      readonly clue?: string;
    }
  | { readonly for: "time"; readonly since: number; readonly until: number }
  /** For the answer to a call of that effect. */
  | { readonly for: "call"; readonly since: number; readonly callId: string }
  /** For people to hand the conversation back. */
  | { readonly for: "person"; readonly since: number };

/** A walk through one version of a flow. Between two moves it is Paused, Completed or Errored, never Active. */
export interface Session {
  readonly id: string;
  readonly status: "Active" | "Paused" | "Completed" | "Errored";
  readonly currentNodeId: string | null;
  readonly context: Context;
  readonly waiting: Waiting | null;
  /** Rises with every move: optimistic lock, fence, and part of every effect id. */
  readonly revision: number;
  readonly endReason: string | null;
  /** The event that made the last move: the same one again changes nothing. */
  readonly lastEventId: string | null;
}

/** A session that has not begun: the state a `start` event is for. */
export const newSession = (id: string): Session => ({
  id,
  status: "Active",
  currentNodeId: null,
  context: {},
  waiting: null,
  revision: 0,
  endReason: null,
  lastEventId: null,
});

/** Whether the question has been open for too long, by the clock of the message that comes to answer it. */
export const isExpired = ({ waiting }: Session, at: number): boolean =>
  waiting?.for === "reply" && waiting.timeoutAt === null && at >= waiting.expiresAt;

export type FlowEvent =
  | {
      readonly kind: "start";
      readonly id: string;
      readonly triggerNodeId: string;
      readonly message: InboundMessage | null;
    }
  | { readonly kind: "message"; readonly id: string; readonly message: InboundMessage }
  | { readonly kind: "timer"; readonly id: string; readonly timer: "time" | "timeout" | "expiry" }
  | { readonly kind: "effect-result"; readonly id: string; readonly effectId: string; readonly result: HttpResult }
  | { readonly kind: "handed-back"; readonly id: string };

export interface InboundMessage {
  readonly incoming: Incoming;
  readonly at: number;
  /**
   * The effect id of our bubble that the message answers: null when it answers a message that no effect sent,
   * undefined when it names none at all.
   */
  readonly answers?: string | null;
}

/** Everything a move asks of the world. `schedule` effects are all the timers that shall be pending after the move. */
export type Effect =
  | { readonly kind: "send"; readonly id: string; readonly nodeId: string; readonly message: Outgoing }
  | {
      readonly kind: "schedule";
      readonly id: string;
      readonly timer: "time" | "timeout" | "expiry";
      readonly at: number;
    }
  | { readonly kind: "call-http"; readonly id: string; readonly nodeId: string; readonly request: HttpRequest }
  | {
      readonly kind: "hand-off";
      readonly id: string;
      readonly nodeId: string;
      readonly queue: string | null;
      readonly note: string | null;
    }
  | { readonly kind: "update-contact"; readonly id: string; readonly nodeId: string; readonly change: ContactChange };

/** What a flow changes of a contact. Attributes that are null are taken away. */
export interface ContactChange {
  readonly attributes: Readonly<Record<string, Json>>;
  readonly addTags: readonly string[];
  readonly removeTags: readonly string[];
  /** True: no campaigns any more; false: again. */
  readonly optOut: boolean | null;
}

export interface FlowContact {
  readonly id: string;
  readonly name: string;
  readonly phone: string;
  readonly attributes: Readonly<Record<string, Json>>;
  readonly tags: readonly string[];
}

/** The organization's facts at the time of the move. */
export interface FlowEnv {
  readonly now: number;
  readonly timeZone: string;
  readonly contact: FlowContact;
  readonly organization: { readonly name: string };
  readonly flow: { readonly name: string };
  /** How long a question may stay unanswered, in milliseconds. */
  readonly idleMs: number;
}
