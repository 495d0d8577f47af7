import { ChevronDown, MessageCircle } from "lucide-react";
import { useMemo } from "react";
import type { Bubble } from "../../page-model";
import type { BubbleActs } from "../bubble/acts";
import { BubbleItem } from "../bubble/bubble-item";
import type { ChatState } from "../model/page-state";
import { dayOf, daysBetween } from "./days";
import { useFollow } from "./use-follow";
import { useReceipts } from "./use-receipts";
import { useUntil } from "./use-until";

interface ConversationProps {
  chat: ChatState;
  acts: BubbleActs;
  receipts: boolean;
  onTry: () => void;
}

/** What was said: bubbles, days between them, dots while the business types. */
export function Conversation({ chat, acts, receipts, onTry }: ConversationProps) {
  const { bubbles, fetched, typingUntil } = chat;
  const isTyping = useUntil(typingUntil);
  const { scroll, isFollowing, toEnd } = useFollow(bubbles, isTyping);
  const watch = useReceipts(scroll, bubbles, receipts);
  const chosen = useMemo(() => choicesMade(bubbles), [bubbles]);

  return (
    <>
      <div ref={scroll} className="scroll" role="log" aria-label="Conversation" tabIndex={0}>
        {bubbles.length === 0 && fetched === "yes" && (
          <section className="empty">
            <MessageCircle />
            <p>
              <strong>Write something.</strong>
              <span>
                Try: <button onClick={onTry}>hola</button>
              </span>
            </p>
          </section>
        )}
        <ol className="log">
          {bubbles.map((bubble, index) => (
            <BubbleItem
              key={bubble.id}
              bubble={bubble}
              acts={acts}
              watch={watch}
              chosen={chosen.get(bubble.id)}
              {...placeAmong(bubbles, index)}
            />
          ))}
          {isTyping && (
            <li className="said business">
              <div className="bubble dots" aria-hidden>
                <i />
                <i />
                <i />
              </div>
            </li>
          )}
        </ol>
      </div>
      {!isFollowing && (
        <button className="round newest" onClick={toEnd} aria-label="Go to the newest">
          <ChevronDown />
        </button>
      )}
    </>
  );
}

/** Whether a message begins a day, or goes on from the one before. */
function placeAmong(bubbles: readonly Bubble[], index: number): { day: string | undefined; follows: boolean } {
  const bubble = bubbles[index];
  const before = bubbles[index - 1];
  if (bubble === undefined) return { day: undefined, follows: false };
  const isNewDay = before === undefined || daysBetween(before.at, bubble.at) !== 0;
  return { day: isNewDay ? dayOf(bubble.at) : undefined, follows: !isNewDay && before.from === bubble.from };
}

/** Which choices of which message were tapped, their ids joined: a text stays the same from one drawing to the next. */
function choicesMade(bubbles: readonly Bubble[]): Map<string, string> {
  const made = new Map<string, string>();
  for (const { answers } of bubbles) {
    if (answers) made.set(answers.messageId, `${made.get(answers.messageId) ?? "\n"}${answers.choiceId}\n`);
  }
  return made;
}
