"use client";

import { ArrowDown, MessageCircle } from "lucide-react";
import { useEffect, useMemo, useRef, useState } from "react";
import { Empty } from "@/ui/empty";
import { dayHeading } from "@/ui/time-format";
import { useNow } from "@/ui/use-now";
import type { Thread } from "../thread";
import { threadDays } from "../thread-days";
import { Bubble } from "./bubble";
import { DraftBubble } from "./draft-bubble";
import { EarlierMessages } from "./earlier-messages";
import { TypingIndicator } from "./typing-indicator";
import type { useReply } from "./use-reply";

interface MessageLogProps {
  thread: Thread;
  typing: { by: "bot" | "agent"; name?: string | undefined } | null;
  earlier: { isPending: boolean; isError: boolean; show: () => void };
  reply: ReturnType<typeof useReply>;
}

/** Further up than this, one reads what was said before. */
const AWAY_PX = 160;

/** What was said, day by day. The box is a reversed column: it stays at the newest, and pages before the first move nothing. */
export function MessageLog({ thread, typing, earlier, reply }: MessageLogProps) {
  const { messages, drafts } = thread;
  const now = useNow();
  const box = useRef<HTMLDivElement>(null);
  const newest = messages.at(-1)?.seq ?? 0;
  const [awaySince, setAwaySince] = useState<number | null>(null);
  const days = useMemo(() => threadDays(messages), [messages]);
  const byWaId = useMemo(
    () => new Map(messages.flatMap((message) => (message.waMessageId ? [[message.waMessageId, message]] : []))),
    [messages],
  );
  const goToNewest = () => box.current?.scrollTo({ top: 0 });

  useEffect(() => {
    if (drafts.length > 0) box.current?.scrollTo({ top: 0 });
  }, [drafts.length]);

  return (
    <div className="relative min-h-0 flex-1">
      <div
        ref={box}
        role="log"
        aria-label="Messages"
        tabIndex={0}
        className="flex h-full flex-col-reverse overflow-y-auto focus-visible:outline-offset-[-2px]"
        onScroll={({ currentTarget: { scrollTop } }) =>
          setAwaySince((since) => (scrollTop < -AWAY_PX ? (since ?? newest) : null))
        }
      >
        <div className="mx-auto w-full max-w-4xl px-3 pt-4 pb-3 md:px-5">
          {thread.earlier && <EarlierMessages key={messages[0]?.seq} {...earlier} />}
          {messages.length === 0 && drafts.length === 0 && (
            <Empty icon={MessageCircle} title="Nothing has been said yet">
              What this person writes appears here as it comes.
            </Empty>
          )}
          {days.map((day) => (
            <section key={day.messages[0]?.message.id} aria-label={now ? dayHeading(day.at, now) : undefined}>
              <h3 className="sticky top-2 z-10 mx-auto mt-5 mb-2 w-fit rounded-full border bg-surface px-2.5 py-0.5 text-xs text-soft first:mt-0">
                {now && dayHeading(day.at, now)}
              </h3>
              <ol>
                {day.messages.map(({ message, begins, ends }) => (
                  <Bubble
                    key={message.id}
                    message={message}
                    quoted={message.repliesTo ? (byWaId.get(message.repliesTo) ?? null) : undefined}
                    begins={begins}
                    ends={ends}
                    onSendAgain={reply.repeat}
                  />
                ))}
              </ol>
            </section>
          ))}
          {drafts.map((draft) => (
            <DraftBubble key={draft.clientId} draft={draft} onSendAgain={reply.sendAgain} onDrop={reply.drop} />
          ))}
          {typing && <TypingIndicator {...typing} />}
        </div>
      </div>
      {awaySince !== null && (
        <button
          type="button"
          onClick={goToNewest}
          className="absolute right-4 bottom-3 flex h-8 animate-rise items-center gap-1.5 rounded-full border bg-raised px-3 text-sm font-medium shadow-raised hover:bg-sunken"
        >
          <ArrowDown aria-hidden className="size-4 text-accent" />
          {newest > awaySince ? `${newest - awaySince} new` : "Newest"}
        </button>
      )}
    </div>
  );
}
