import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useChannel } from "@/realtime/ui/use-channel";
import { useTRPCClient } from "@/trpc/provider";
import { applyFirstPage, applyNextPage, applyUpdated, type ConversationList } from "../conversation-list";
import { checkKey, listKey } from "./inbox-keys";
import { useCurrent } from "./use-current";

/** The list of conversations, kept live. */
export function useConversations(organization: string) {
  const client = useQueryClient();
  const api = useTRPCClient();
  const key = listKey(organization);

  const query = useQuery({
    queryKey: key,
    queryFn: async () => {
      const page = await api.conversation.list.query({ organization });
      // Events may have come meanwhile: merged into what is there now.
      return applyFirstPage(client.getQueryData(key), page);
    },
    staleTime: Infinity,
    structuralSharing: false,
  });

  const more = useMutation({
    mutationFn: (cursor: string) => api.conversation.list.query({ organization, cursor }),
    onSuccess: (page) => client.setQueryData<ConversationList>(key, (list) => list && applyNextPage(list, page)),
  });

  useChannel(
    useCurrent(organization).channel,
    {
      "conversation:updated": (event) => {
        const list = client.getQueryData<ConversationList>(key);
        if (!list?.conversations.some(({ id }) => id === event.conversationId)) {
          void client.invalidateQueries({ queryKey: checkKey(organization) }, { cancelRefetch: false });
        } else client.setQueryData(key, applyUpdated(list, event));
      },
    },
    () => void query.refetch(),
  );

  return { list: query.data, error: query.error, retry: () => void query.refetch(), more };
}
