import { Check, CheckCheck, CircleAlert, Clock } from "lucide-react";
import type { Bubble } from "../../page-model";

const clock = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });
const STATES = {
  sending: { words: "On its way", icon: Clock },
  received: { words: "Received", icon: Check },
  read: { words: "Read", icon: CheckCheck },
  failed: { words: "Not received", icon: CircleAlert },
};

/** When it was said, and how far a customer's own message came. */
export function When({ bubble: { at, state, edited } }: { bubble: Bubble }) {
  const way = state && STATES[state];
  return (
    <span className="when" title={way?.words}>
      {edited && "edited "}
      <time dateTime={at}>{clock.format(new Date(at))}</time>
      {way && (
        <>
          <way.icon className={state} aria-hidden />
          <span className="hidden-words">{way.words}</span>
        </>
      )}
    </span>
  );
}
