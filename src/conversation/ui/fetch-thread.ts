import type { QueryClient } from "@tanstack/react-query";
import type { useTRPCClient } from "@/trpc/provider";
import { applySince, openThread, type Thread } from "../thread";
import { ANSWER_WITHIN_MS } from "./answer-within";
import { threadKey } from "./inbox-keys";

interface Wanted {
  readonly organization: string;
  readonly conversationId: string;
}

/** The newest messages of a thread that is not here yet, or else what changed since. */
export async function fetchThread(
  client: QueryClient,
  api: ReturnType<typeof useTRPCClient>,
  one: Wanted,
): Promise<Thread | undefined> {
  const key = threadKey(one.organization, one.conversationId);
  const known = () => client.getQueryData<Thread>(key);
  const signal = AbortSignal.timeout(ANSWER_WITHIN_MS);
  if (!known()) return openThread(await api.conversation.thread.query(one, { signal }));
  // Each answer is merged into what is there when it comes: events go on meanwhile.
  for (let complete = false; !complete;) {
    const since = await api.conversation.since.query({ ...one, revision: known()?.revision ?? 0 }, { signal });
    client.setQueryData<Thread>(key, (thread) => thread && applySince(thread, since));
    complete = since.revision >= since.conversation.revision;
  }
  return known();
}
