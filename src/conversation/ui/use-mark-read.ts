import { useEffect } from "react";
import { useTRPCClient } from "@/trpc/provider";
import type { ConversationSummary } from "../conversation-summary";
import { useShowChange } from "./use-show-change";
import { useVisible } from "./use-visible";

/** Takes the unread mark off while somebody looks at the conversation. */
export function useMarkRead(organization: string, conversation: ConversationSummary): void {
  const api = useTRPCClient();
  const isSeen = useVisible();
  const { id: conversationId, unread, revision } = conversation;
  const showChange = useShowChange(organization, conversationId);

  useEffect(() => {
    if (!isSeen || unread === 0) return;
    // When it fails, the mark stays until the next change or visit.
    void api.conversation.markRead.mutate({ organization, conversationId }).then(showChange, () => undefined);
  }, [api, organization, conversationId, unread, revision, isSeen, showChange]);
}
