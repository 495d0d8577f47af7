import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef } from "react";
import { conversationChannel } from "@/realtime/channel";
import { useChannel } from "@/realtime/ui/use-channel";
import { useWake } from "@/realtime/ui/use-wake";
import { useTRPCClient } from "@/trpc/provider";
import * as threads from "../thread";
import type { Thread } from "../thread";
import { fetchThread } from "./fetch-thread";
import { threadKey } from "./inbox-keys";
import { useCurrent } from "./use-current";

/** How long a missing event may still come by itself. */
const PATIENCE_MS = 500;
const AFTER_FAILURE_MS = 15_000;

export type ChangeThread = (change: (thread: Thread) => Thread) => void;

/** A conversation with its messages, kept live. */
export function useThread(organization: string, conversationId: string) {
  const client = useQueryClient();
  const api = useTRPCClient();
  const { channel, epoch } = useCurrent(organization);
  /** What was heard before the first page came. */
  const early = useRef(0);
  const one = { organization, conversationId };
  const key = threadKey(organization, conversationId);

  const query = useQuery({
    queryKey: key,
    queryFn: async () => {
      const thread = await fetchThread(client, api, one);
      return thread && threads.hear(thread, early.current);
    },
    staleTime: Infinity,
    refetchOnMount: "always",
    structuralSharing: false,
  });
  const { data: thread, error, refetch } = query;

  const change: ChangeThread = useCallback(
    (to) => client.setQueryData<Thread>(threadKey(organization, conversationId), (known) => known && to(known)),
    [client, organization, conversationId],
  );
  const hear = (revision: number, to: Parameters<ChangeThread>[0]) => {
    early.current = Math.max(early.current, revision);
    change(to);
  };
  useChannel(
    epoch === undefined ? null : conversationChannel(conversationId, epoch),
    {
      "message:new": (event) => hear(event.to, (known) => threads.applyNew(known, event)),
      "message:status": (event) => hear(event.to, (known) => threads.applyStatus(known, event, new Date())),
    },
    {
      onSubscribed: () => {
        // A first page that is still on its way may have been read before events were heard.
        const isFirst = !client.getQueryData<Thread>(key);
        void refetch().then(() => void (isFirst && refetch()));
      },
    },
  );
  useWake(() => void refetch());
  useChannel(channel, {
    "conversation:updated": (event) => {
      if (event.conversationId === conversationId) hear(event.to, (known) => threads.applyUpdate(known, event));
    },
  });

  const missing = thread && threads.isBehind(thread) ? thread.revision : null;
  useEffect(() => {
    if (missing === null) return;
    const timer = setTimeout(() => void refetch({ cancelRefetch: false }), error ? AFTER_FAILURE_MS : PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [missing, error, refetch]);

  const earlier = useMutation({
    mutationFn: (before: number) => api.conversation.thread.query({ ...one, before }),
    onSuccess: (page) => change((known) => threads.applyEarlier(known, page)),
  });

  return { thread, error, retry: () => void refetch(), change, earlier };
}
