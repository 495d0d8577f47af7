"use client";

import { MessageCircleOff } from "lucide-react";
import Link from "next/link";
import { Button } from "@/ui/button";
import { Empty } from "@/ui/empty";
import { Notice } from "@/ui/notice";
import { Skeleton } from "@/ui/skeleton";
import { useNow } from "@/ui/use-now";
import { whyNoReply } from "../reply";
import type { Thread } from "../thread";
import { DropArea } from "./drop-area";
import { HandedOver } from "./handed-over";
import { MessageLog } from "./message-log";
import { NotSending } from "./not-sending";
import { ReplyBox } from "./reply-box";
import { ThreadHeader } from "./thread-header";
import { useMarkRead } from "./use-mark-read";
import { useReply } from "./use-reply";
import { useTray } from "./use-tray";
import { useThread, type ChangeThread } from "./use-thread";
import { useTyping } from "./use-typing";
import { useWholeMessages } from "./use-whole-messages";

interface ThreadViewProps {
  organization: string;
  conversationId: string;
  /** The largest file that may be sent. */
  mostFileBytes: number;
}

/** One conversation: who it is, what was said, and the reply. */
export function ThreadView({ organization, conversationId, mostFileBytes }: ThreadViewProps) {
  const { thread, error, retry, change, earlier } = useThread(organization, conversationId);
  const isGone = error !== null && "data" in error && (error.data as { code?: string } | null)?.code === "NOT_FOUND";
  if (isGone) return <Gone organization={organization} />;
  if (thread) {
    const before = thread.messages[0]?.seq;
    return (
      <OpenThread
        organization={organization}
        thread={thread}
        change={change}
        mostFileBytes={mostFileBytes}
        earlier={{
          ...earlier,
          show: () => before !== undefined && !earlier.isPending && earlier.mutate(before),
        }}
      />
    );
  }
  if (!error) return <Loading />;
  return <Failed why={error.message} onRetry={retry} />;
}

interface OpenThreadProps {
  organization: string;
  thread: Thread;
  change: ChangeThread;
  mostFileBytes: number;
  earlier: { isPending: boolean; isError: boolean; show: () => void };
}

function OpenThread({ organization, thread, change, mostFileBytes, earlier }: OpenThreadProps) {
  const { conversation, messages } = thread;
  const reply = useReply(organization, conversation.id, change);
  const tray = useTray(mostFileBytes);
  const now = useNow();
  const typing = useTyping(organization, conversation.id);
  useMarkRead(organization, conversation);
  useWholeMessages(organization, messages, change);
  return (
    <DropArea onFiles={now && whyNoReply(conversation, now) === null ? tray.add : null}>
      <ThreadHeader organization={organization} conversation={conversation} />
      <MessageLog thread={thread} typing={typing} earlier={earlier} reply={reply} />
      <HandedOver conversation={conversation} />
      <NotSending organization={organization} connectionId={conversation.connection.id} />
      <ReplyBox organization={organization} conversation={conversation} tray={tray} onSend={reply.send} />
    </DropArea>
  );
}

const Loading = () => (
  <div role="status" aria-label="Loading messages" className="flex flex-1 flex-col gap-3 p-4">
    <Skeleton className="mb-4 h-8 w-48" />
    <Skeleton className="h-9 w-56 rounded-xl" />
    <Skeleton className="h-14 w-72 self-end rounded-xl" />
    <Skeleton className="h-9 w-40 rounded-xl" />
    <Skeleton className="h-9 w-64 self-end rounded-xl" />
  </div>
);

const Gone = ({ organization }: { organization: string }) => (
  <Empty
    icon={MessageCircleOff}
    title="This conversation does not exist"
    className="my-auto"
    action={
      <Button asChild>
        <Link href={`/${organization}/inbox`}>Back to the inbox</Link>
      </Button>
    }
  >
    It may have been joined with another one of the same person.
  </Empty>
);

const Failed = ({ why, onRetry }: { why: string; onRetry: () => void }) => (
  <Notice
    tone="bad"
    title="The messages could not be fetched"
    className="m-4"
    action={
      <Button size="small" onClick={onRetry}>
        Try again
      </Button>
    }
  >
    {why}
  </Notice>
);
