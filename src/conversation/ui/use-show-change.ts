import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { useLiveConnection } from "@/realtime/ui/realtime-provider";
import { checkKey, threadKey } from "./inbox-keys";

/** To be called after a change of one's own: while nothing is live, what came of it is asked for and not waited for. */
export function useShowChange(organization: string, conversationId: string): () => void {
  const client = useQueryClient();
  const connection = useLiveConnection();
  return useCallback(() => {
    if (connection.state() === "connected") return;
    for (const queryKey of [threadKey(organization, conversationId), checkKey(organization)]) {
      void client.invalidateQueries({ queryKey });
    }
  }, [client, connection, organization, conversationId]);
}
