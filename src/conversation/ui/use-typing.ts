import { useEffect, useRef, useState } from "react";
import { conversationChannel } from "@/realtime/channel";
import type { EventData } from "@/realtime/event";
import { useLiveConnection } from "@/realtime/ui/realtime-provider";
import { useChannel } from "@/realtime/ui/use-channel";
import { useTRPCClient } from "@/trpc/provider";
import { useCurrent } from "./use-current";

/** A stop may be lost. */
const ENDS_BY_ITSELF_MS = 10_000;
const AT_MOST_EVERY_MS = 3_000;

type Typing = Pick<EventData<"typing:start">, "by" | "name">;

/** Who is writing in a conversation now: the bot, or a colleague. */
export function useTyping(organization: string, conversationId: string): Typing | null {
  const [typing, setTyping] = useState<Typing | null>(null);
  const { epoch } = useCurrent(organization);
  const end = useRef<ReturnType<typeof setTimeout>>(undefined);

  const show = (next: Typing | null) => {
    clearTimeout(end.current);
    setTyping(next);
    if (next) end.current = setTimeout(() => setTyping(null), ENDS_BY_ITSELF_MS);
  };
  useChannel(epoch === undefined ? null : conversationChannel(conversationId, epoch), {
    "typing:start": show,
    // The bot may stop while a colleague still writes.
    "typing:stop": ({ by }) => by === typing?.by && show(null),
  });
  useEffect(() => () => clearTimeout(end.current), []);
  return typing;
}

/** Tells colleagues that this person writes; call it with every change of the text. */
export function useTellTyping(organization: string, conversationId: string): (isWriting: boolean) => void {
  const api = useTRPCClient();
  const live = useLiveConnection();
  const told = useRef<{ typing: boolean; at: number }>({ typing: false, at: 0 });

  return (typing) => {
    const { typing: last, at } = told.current;
    const now = Date.now();
    if (typing ? last && now - at < AT_MOST_EVERY_MS : !last) return;
    told.current = { typing, at: now };
    const socketId = live.socketId();
    // A courtesy: when it fails nothing is lost.
    void api.conversation.typing
      .mutate({ organization, conversationId, typing, ...(socketId && { socketId }) })
      .catch(() => undefined);
  };
}
