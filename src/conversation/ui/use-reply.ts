import { useMutation } from "@tanstack/react-query";
import { TRPCClientError } from "@trpc/client";
import { useTRPCClient } from "@/trpc/provider";
import { applySent, dropDraft, type Draft } from "../thread";
import type { ChangeThread } from "./use-thread";

/** Sends replies one after another and shows each at once; a refused one can be sent again or dropped. */
export function useReply(organization: string, conversationId: string, change: ChangeThread) {
  const api = useTRPCClient();
  const show = (draft: Draft) => change((thread) => applySent(thread, draft));

  const { mutate } = useMutation({
    // Two quick replies keep their order.
    scope: { id: `reply to ${conversationId}` },
    mutationFn: ({ text, clientId }: Draft) =>
      api.conversation.send.mutate({ organization, conversationId, text, clientId }),
    // The same client id sends nothing twice, so what got no answer may be sent again.
    retry: (failures, error) => failures < 3 && !(error instanceof TRPCClientError && error.data),
    onSuccess: ({ messageId }, draft) => show({ ...draft, messageId }),
    onError: (error, draft) => show({ ...draft, refused: error.message }),
  });

  const put = (draft: Draft) => {
    show(draft);
    mutate(draft);
  };
  return {
    send: (text: string) => put({ clientId: crypto.randomUUID(), text, at: new Date() }),
    sendAgain: ({ clientId, text }: Draft) => put({ clientId, text, at: new Date() }),
    drop: ({ clientId }: Draft) => change((thread) => dropDraft(thread, clientId)),
  };
}
