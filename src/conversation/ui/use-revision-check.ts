import { useQuery, useQueryClient, type QueryClient } from "@tanstack/react-query";
import { useRealtimeState } from "@/realtime/ui/realtime-provider";
import { useTRPC, useTRPCClient } from "@/trpc/provider";
import { applyChecked, type ConversationList } from "../conversation-list";
import { hear, type Thread } from "../thread";
import { checkKey, listKey, threadKey } from "./inbox-keys";

const EVERY_MS = 25_000;
const NOT_LIVE_MS = 15_000;
/** The server refuses to compare more. */
const AT_MOST = 100;

/**
 * Asks now and then, while the page is visible, whether the list and the open thread are what there is: the last live
 * event may be the lost one.
 */
export function useRevisionCheck(organization: string, openId: string | null): void {
  const client = useQueryClient();
  const api = useTRPCClient();
  const trpc = useTRPC();
  const isLive = useRealtimeState() === "connected";

  useQuery({
    queryKey: checkKey(organization),
    queryFn: async () => {
      const known = revisionsIn(client, organization, openId);
      const checked = await api.conversation.revisions.query({ organization, known });
      client.setQueryData<ConversationList>(listKey(organization), (list) => list && applyChecked(list, checked));
      for (const { id, revision } of checked.changed) {
        client.setQueryData<Thread>(threadKey(organization, id), (thread) => thread && hear(thread, revision));
      }
      // What was missed while live may have gone to channels of another name: they change when a member is removed.
      if (isLive && checked.changed.length > 0) {
        await client.invalidateQueries(trpc.organization.current.queryFilter({ organization }));
      }
      return checked.changed.length;
    },
    refetchInterval: isLive ? EVERY_MS : NOT_LIVE_MS,
    refetchOnWindowFocus: "always",
    staleTime: Infinity,
  });
}

/** The thread may lag behind its own row of the list: the lower revision counts. */
function revisionsIn(client: QueryClient, organization: string, openId: string | null): Record<string, number> {
  const list = client.getQueryData<ConversationList>(listKey(organization))?.conversations ?? [];
  const known = Object.fromEntries(list.slice(0, AT_MOST - 1).map(({ id, revision }) => [id, revision]));
  const thread = openId ? client.getQueryData<Thread>(threadKey(organization, openId)) : undefined;
  if (!openId || !thread) return known;
  return { ...known, [openId]: Math.min(thread.revision, known[openId] ?? Infinity) };
}
