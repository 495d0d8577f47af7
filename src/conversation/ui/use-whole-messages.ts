import { useEffect, useRef } from "react";
import { useTRPCClient } from "@/trpc/provider";
import { applyWhole } from "../thread";
import type { ThreadMessage } from "../thread-message";
import type { ChangeThread } from "./use-thread";

/** Fetches what live events only hinted at: long texts, buttons, media. */
export function useWholeMessages(organization: string, messages: readonly ThreadMessage[], change: ChangeThread): void {
  const api = useTRPCClient();
  const asked = useRef(new Set<string>());

  useEffect(() => {
    for (const { id, whole } of messages) {
      if (whole || asked.current.has(id)) continue;
      asked.current.add(id);
      api.conversation.message.query({ organization, messageId: id }).then(
        (message) => change((thread) => applyWhole(thread, message)),
        // It stays as the event told it until something else changes.
        () => asked.current.delete(id),
      );
    }
  }, [api, organization, messages, change]);
}
