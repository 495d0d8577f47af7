import { useQuery, useQueryClient, type QueryClient } from "@tanstack/react-query";
import { useRealtimeState } from "@/realtime/ui/realtime-provider";
import { useWake } from "@/realtime/ui/use-wake";
import { useTRPC, useTRPCClient } from "@/trpc/provider";
import {
  applyChecked,
  beginAnew,
  hasHole,
  inQuestion,
  type Checked,
  type ConversationList,
} from "../conversation-list";
import { hear, type Thread } from "../thread";
import { ANSWER_WITHIN_MS } from "./answer-within";
import { checkKey, listKey, threadKey } from "./inbox-keys";

const EVERY_MS = 25_000;
const NOT_LIVE_MS = 15_000;

/**
 * Asks now and then, while the page is visible, and as soon as it is again, whether the list and the open thread are what
 * there is: the last live event may be the lost one.
 */
export function useRevisionCheck(organization: string, openId: string | null): void {
  const client = useQueryClient();
  const api = useTRPCClient();
  const current = useTRPC().organization.current.queryOptions({ organization });
  const isLive = useRealtimeState() === "connected";
  const list = () => client.getQueryData<ConversationList>(listKey(organization));

  const compare = async (): Promise<Checked[]> => {
    const from = list()?.nextCursor ?? undefined;
    const signal = AbortSignal.timeout(ANSWER_WITHIN_MS);
    const asked = inQuestion(list(), threadIn(client, organization, openId));
    const answers = await Promise.all(
      asked.map((known) => api.conversation.revisions.query({ organization, known, from }, { signal })),
    );
    for (const checked of answers) {
      client.setQueryData<ConversationList>(listKey(organization), (known) => known && applyChecked(known, checked));
      for (const { id, revision } of checked.changed) {
        client.setQueryData<Thread>(threadKey(organization, id), (thread) => thread && hear(thread, revision));
      }
    }
    return answers;
  };

  const { refetch } = useQuery({
    queryKey: checkKey(organization),
    queryFn: async () => {
      const first = await compare();
      // What came between the answer's two looks at the database is no hole.
      const answers = hasHole(list(), first) ? await compare() : first;
      if (hasHole(list(), answers)) {
        const page = await api.conversation.list.query({ organization });
        client.setQueryData<ConversationList>(listKey(organization), (known) => beginAnew(known, page));
      }
      const epoch = client.getQueryData(current.queryKey)?.organization.epoch;
      // The channels have other names since a member was removed, and the word of it was lost.
      if (epoch !== undefined && answers.some((answer) => answer.epoch !== epoch)) {
        await client.invalidateQueries({ queryKey: current.queryKey });
      }
      return answers.length;
    },
    refetchInterval: isLive ? EVERY_MS : NOT_LIVE_MS,
    refetchOnWindowFocus: false,
    staleTime: Infinity,
  });
  useWake(() => void refetch());
}

const threadIn = (client: QueryClient, organization: string, openId: string | null) =>
  openId === null ? undefined : client.getQueryData<Thread>(threadKey(organization, openId));
