"use client";

import { Button } from "@/ui/button";
import { cn } from "@/ui/class-names";
import { Notice } from "@/ui/notice";
import { Skeleton } from "@/ui/skeleton";
import type { ConversationSummary } from "../conversation-summary";
import { ConversationRow } from "./conversation-row";
import type { useConversations } from "./use-conversations";
import { useCurrent } from "./use-current";

type Conversations = ReturnType<typeof useConversations>;

interface ConversationPaneProps extends Conversations {
  organization: string;
  openId: string | null;
  className: string;
}

/** The list, while it comes, and when it does not come. */
export function ConversationPane({ organization, openId, className, ...conversations }: ConversationPaneProps) {
  const { list, error, retry, more } = conversations;
  const unread = list?.conversations.filter((conversation) => conversation.unread > 0).length ?? 0;
  return (
    <section className={cn("flex min-h-0 shrink-0 flex-col bg-surface", className)}>
      <header className="flex h-13 shrink-0 items-baseline gap-2 border-b px-4 pt-3.5">
        <h1 className="text-lg font-semibold">Inbox</h1>
        {unread > 0 && <span className="text-sm text-faint">{unread} unread</span>}
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto">
        {error && !list && <Failed why={error.message} onRetry={retry} />}
        {!list && !error && <Loading />}
        {list && list.conversations.length > 0 && (
          <Rows organization={organization} conversations={list.conversations} openId={openId} />
        )}
        {list?.nextCursor && <Older cursor={list.nextCursor} more={more} />}
      </div>
    </section>
  );
}

interface RowsProps {
  organization: string;
  conversations: readonly ConversationSummary[];
  openId: string | null;
}

function Rows({ organization, conversations, openId }: RowsProps) {
  const { userId } = useCurrent(organization);
  return (
    <nav aria-label="Conversations">
      <ul>
        {conversations.map((conversation) => (
          <ConversationRow
            key={conversation.id}
            href={`/${organization}/inbox/${conversation.id}`}
            conversation={conversation}
            isOpen={conversation.id === openId}
            userId={userId}
          />
        ))}
      </ul>
    </nav>
  );
}

const Older = ({ cursor, more }: { cursor: string; more: Conversations["more"] }) => (
  <div className="p-3 text-center">
    {more.error && <p className="mb-2 text-sm text-bad">Older conversations could not be fetched.</p>}
    <Button size="small" busy={more.isPending} onClick={() => more.mutate(cursor)}>
      {more.error ? "Try again" : "Show older"}
    </Button>
  </div>
);

function Failed({ why, onRetry }: { why: string; onRetry: () => void }) {
  return (
    <Notice
      tone="bad"
      title="The conversations could not be fetched"
      className="m-3"
      action={
        <Button size="small" onClick={onRetry}>
          Try again
        </Button>
      }
    >
      {why}
    </Notice>
  );
}

const Loading = () => (
  <div role="status" aria-label="Loading conversations">
    {["w-24", "w-36", "w-20", "w-28", "w-32"].map((width) => (
      <div key={width} className="flex items-center gap-3 px-4 py-3">
        <Skeleton className="size-9 rounded-full" />
        <div className="flex-1 space-y-2">
          <Skeleton className={width} />
          <Skeleton className="h-3 w-full" />
        </div>
      </div>
    ))}
  </div>
);
