import { useEffect, useRef, useState } from "react";
import { useTRPCClient } from "@/trpc/provider";
import { applyWhole } from "../thread";
import type { ThreadMessage } from "../thread-message";
import type { ChangeThread } from "./use-thread";

const AGAIN_MS = 15_000;

/** Fetches what live events only hinted at: long texts, buttons, media. */
export function useWholeMessages(organization: string, messages: readonly ThreadMessage[], change: ChangeThread): void {
  const api = useTRPCClient();
  const asked = useRef(new Set<string>());
  const [failures, setFailures] = useState(0);

  useEffect(() => {
    if (failures === 0) return;
    const timer = setTimeout(() => {
      asked.current.clear();
      setFailures(0);
    }, AGAIN_MS);
    return () => clearTimeout(timer);
  }, [failures]);

  useEffect(() => {
    for (const { id, whole } of messages) {
      if (whole || asked.current.has(id)) continue;
      asked.current.add(id);
      api.conversation.message.query({ organization, messageId: id }).then(
        (message) => change((thread) => applyWhole(thread, message)),
        // It stays as the event told it until the next try.
        () => setFailures((count) => count + 1),
      );
    }
  }, [api, organization, messages, change, failures]);
}
