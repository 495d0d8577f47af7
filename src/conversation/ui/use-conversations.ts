import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useOrganizationChannel } from "@/organization/ui/use-organization-channel";
import { useTRPCClient } from "@/trpc/provider";
import { applyFirstPage, applyNextPage, applyUpdated, isVague, type ConversationList } from "../conversation-list";
import { checkKey, listKey } from "./inbox-keys";

/** The list of conversations, kept live. */
export function useConversations(organization: string) {
  const client = useQueryClient();
  const api = useTRPCClient();
  const key = listKey(organization);
  const known = () => client.getQueryData<ConversationList>(key);

  const query = useQuery({
    queryKey: key,
    queryFn: async () => {
      const page = await api.conversation.list.query({ organization });
      // Events may have come meanwhile: merged into what is there now.
      return applyFirstPage(known(), page);
    },
    staleTime: Infinity,
    structuralSharing: false,
  });

  const more = useMutation({
    mutationFn: (cursor: string) => api.conversation.list.query({ organization, cursor }),
    onSuccess: (page) => client.setQueryData<ConversationList>(key, (list) => list && applyNextPage(list, page)),
  });

  const check = (cancelRefetch = true) =>
    client.invalidateQueries({ queryKey: checkKey(organization) }, { cancelRefetch });
  /** An answer that is on its way may be older than the event: then it is asked for once more. */
  const look = async (id: string) => {
    await check(false);
    if (isVague(known(), id)) await check(false);
  };

  useOrganizationChannel(
    organization,
    {
      "conversation:updated": (event) => {
        client.setQueryData<ConversationList>(key, (list) => list && applyUpdated(list, event));
        if (isVague(known(), event.conversationId)) void look(event.conversationId);
      },
    },
    // A first page that is still on its way may have been read before events were heard.
    () => void (known() ? check() : query.refetch().then(() => check())),
  );

  return { list: query.data, error: query.error, retry: () => void query.refetch(), more };
}
