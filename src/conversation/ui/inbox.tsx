"use client";

import { useParams } from "next/navigation";
import { useRef, type ReactNode } from "react";
import { cn } from "@/ui/class-names";
import { ConnectionBar } from "./connection-bar";
import { ConversationPane } from "./conversation-pane";
import { NobodyWrote } from "./nobody-wrote";
import { useConversations } from "./use-conversations";
import { useInboxKeys } from "./use-inbox-keys";
import { useRevisionCheck } from "./use-revision-check";

/** The list beside the open thread; on a telephone one of the two. */
export function Inbox({ organization, children }: { organization: string; children: ReactNode }) {
  const { conversation: openId = null } = useParams<{ conversation?: string }>();
  const frame = useRef<HTMLElement>(null);
  const conversations = useConversations(organization);
  useRevisionCheck(organization, openId);
  useInboxKeys(frame);
  const nobodyWrote = openId === null && conversations.list?.conversations.length === 0;
  return (
    <main ref={frame} className="flex h-full min-h-0 flex-col">
      <ConnectionBar />
      {nobodyWrote ? (
        <NobodyWrote organization={organization} />
      ) : (
        <div className="flex min-h-0 flex-1">
          <ConversationPane
            organization={organization}
            openId={openId}
            className={cn("w-full md:w-80 md:border-r lg:w-92", openId && "max-md:hidden")}
            {...conversations}
          />
          <section className={cn("flex min-h-0 min-w-0 flex-1 flex-col", !openId && "max-md:hidden")}>
            {children}
          </section>
        </div>
      )}
    </main>
  );
}
