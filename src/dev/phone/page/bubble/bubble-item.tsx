import { memo, useState } from "react";
import type { Bubble } from "../../page-model";
import type { BubbleActs } from "./acts";
import { BubbleMenu } from "./bubble-menu";
import { Cards } from "./cards";
import { Choices } from "./choices";
import { Media } from "./media";
import { Problem } from "./problem";
import { Words } from "./words";
import { When } from "./when";

interface BubbleItemProps {
  bubble: Bubble;
  acts: BubbleActs;
  /** Watches whether it is on the screen; for messages of the business. */
  watch: (node: HTMLElement | null) => (() => void) | undefined;
  /** The ids of choices that were tapped, each in lines of its own. */
  chosen: string | undefined;
  /** The day that begins with it. */
  day: string | undefined;
  /** It goes on from the one before. */
  follows: boolean;
}

const FRESH_MS = 3000;

/** One message of the conversation, with what can be done with it. */
export const BubbleItem = memo(function BubbleItem(props: BubbleItemProps) {
  const { bubble, acts, watch, chosen = "", day, follows } = props;
  const [isFresh] = useState(() => Date.now() - Date.parse(bubble.at) < FRESH_MS);
  const isBusiness = bubble.from === "business";
  const classes = ["said", bubble.from, hasChoices(bubble) && "has-choices", follows && "follows", isFresh && "fresh"];
  return (
    <>
      {day && <li className="day">{day}</li>}
      <li ref={isBusiness ? watch : undefined} className={classes.filter(Boolean).join(" ")} data-id={bubble.id}>
        <div className="bubble-line">
          <div className={bubble.media?.type === "sticker" ? "bubble bare" : "bubble"}>
            <span className="hidden-words">{isBusiness ? "Business: " : "You: "}</span>
            {bubble.deleted ? <i className="gone">This message was deleted</i> : <Content bubble={bubble} />}
            <When bubble={bubble} />
            {bubble.reactions && <Reactions reactions={bubble.reactions} />}
          </div>
          {!bubble.deleted && <BubbleMenu bubble={bubble} acts={acts} />}
        </div>
        <Choices bubble={bubble} acts={acts} chosen={chosen} />
        {bubble.problem && <Problem problem={bubble.problem} />}
      </li>
    </>
  );
});

function Content({ bubble }: { bubble: Bubble }) {
  const { quote, header, kind, text, footer } = bubble;
  // A picture, a place or a card need no word for what they are.
  const isSeen = [bubble.media, bubble.place, bubble.contacts].some(Boolean);
  return (
    <>
      {quote && (
        <button className="quote" dir="auto" onClick={() => show(quote.id)}>
          <b>{quote.from === "business" ? "Business" : "You"}</b>
          <Words text={quote.text} />
        </button>
      )}
      {bubble.media && <Media media={bubble.media} />}
      <Cards bubble={bubble} />
      {header && <h3 dir="auto">{header}</h3>}
      {kind && !isSeen && <span className="kind">{kind}</span>}
      {text && (
        <span className="words" dir="auto">
          <Words text={text} />
        </span>
      )}
      {footer && (
        <p className="foot" dir="auto">
          {footer}
        </p>
      )}
    </>
  );
}

function Reactions({ reactions }: { reactions: NonNullable<Bubble["reactions"]> }) {
  if (reactions.length === 0) return null;
  const words = reactions.map(({ from, emoji }) => `${from === "business" ? "Business" : "You"}: ${emoji}`).join(", ");
  return (
    <span className="reactions" role="img" aria-label={`Reactions: ${words}`}>
      {reactions.map(({ emoji }) => emoji).join(" ")}
    </span>
  );
}

function hasChoices({ buttons, list, form, asksForPlace, links, code }: Bubble): boolean {
  return [buttons, list, form, asksForPlace, links, code].some(Boolean);
}

/** Scrolls to the message that is quoted, and lights it up. */
function show(id: string): void {
  const node = document.querySelector(`.device[data-current] [data-id="${CSS.escape(id)}"]`);
  node?.scrollIntoView({ block: "center", behavior: "smooth" });
  node?.animate([{ opacity: 0.35 }, { opacity: 1 }], { duration: 700 });
}
