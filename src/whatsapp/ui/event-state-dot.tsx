import { StatusDot } from "@/ui/status-dot";
import type { EventState } from "../event-state";

const LOOKS = {
  received: { tone: "accent", pulse: true, word: "Waiting" },
  processed: { tone: "good", pulse: false, word: "Processed" },
  failed: { tone: "bad", pulse: false, word: "Failed" },
  ignored: { tone: "neutral", pulse: false, word: "Ignored" },
} as const satisfies Record<EventState, object>;

export const nameOfState = (state: EventState): string => LOOKS[state].word;

/** What has become of an event, as a dot and a word. */
export function EventStateDot({ state }: { state: string }) {
  const { tone, pulse, word } = LOOKS[state as EventState];
  return (
    <StatusDot tone={tone} pulse={pulse}>
      {word}
    </StatusDot>
  );
}
