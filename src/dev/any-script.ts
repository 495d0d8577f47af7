import fc from "fast-check";
import type { Incoming } from "@/conversation/message";
import { ENV, incomingOf, said, tapped } from "@/flow/golden/facts";
import type { FlowEvent, InboundMessage, Session } from "@/flow/session";

export interface Turn {
  readonly minutes: number;
  /** Its id is given when it happens. */
  readonly event: FlowEvent;
}

const heard = (message: InboundMessage): FlowEvent => ({ kind: "message", id: "", message });
/** What customers send besides words. */
const SENT: readonly Partial<Incoming>[] = [
  { type: "location", location: { latitude: 4.6, longitude: -74.1, name: null, address: null } },
  { type: "image", media: { id: "m1", mimeType: null, caption: null, filename: null, voice: false } },
  { type: "interactive", text: "Sent", form: { token: "s:1:0", answers: { x: ["a"], flow_token: "s:1:0" } } },
  { type: "interactive", text: "Sent", form: { token: "mine", answers: "none" } },
];
/** What can happen to a conversation, after its start. */
const happenings: fc.Arbitrary<readonly Turn[]> = fc.array(
  fc.record({
    minutes: fc.constantFrom(0, 1, 61, 1_500, 5_000),
    event: fc.oneof(
      fc.constantFrom("Red", "blue", "2", "what?", "", "31/12/2026", "a@b.co").map((words) => heard(said(words))),
      fc.constantFrom(...SENT).map((incoming) => heard({ incoming: incomingOf(incoming), at: ENV.now })),
      fc.constantFrom(undefined, null, "s:1:0").map((of) => heard(tapped({ id: "opt-1", title: "Blue" }, of))),
      fc.constantFrom("time", "timeout", "expiry").map((timer): FlowEvent => ({ kind: "timer", id: "", timer })),
      fc.constant<FlowEvent>({ kind: "handed-back", id: "" }),
      fc
        .constantFrom(
          { status: 200, body: { a: ["b"] }, error: null },
          { status: 404, body: "no", error: "status" },
          { status: null, body: null, error: "timeout" },
        )
        .map((result): FlowEvent => ({ kind: "effect-result", id: "", effectId: "", result })),
    ),
  }),
  { maxLength: 8 },
);

const START: Turn = { minutes: 0, event: { kind: "start", id: "", triggerNodeId: "t", message: said("go") } };

/** A conversation with a flow whose trigger is `t`: its start, and all that may happen to it. */
export const anyScript = happenings.map((turns): readonly Turn[] => [START, ...turns]);

/** The event of a turn, with the id it is known by. What a call is answered with is the answer to the one that is waited for. */
export function eventOf({ event }: Turn, id: string, { waiting }: Session): FlowEvent {
  const isAwaited = event.kind === "effect-result" && waiting?.for === "call";
  return isAwaited ? { ...event, id, effectId: waiting.callId } : { ...event, id };
}
