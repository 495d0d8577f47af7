import { conversationChannel } from "@/realtime/channel";
import { publish } from "@/realtime/server/publish";

interface Where {
  readonly conversationId: string;
  readonly contactId: string;
  readonly epoch: number;
}

/** Shows once that the bot is typing, and takes it back in any case. */
export function typing(): { start(where: Where): void; stop(): void } {
  let shown: Where | undefined;
  const tell = (event: "typing:start" | "typing:stop", { conversationId, contactId, epoch }: Where) =>
    publish([
      { channel: conversationChannel(conversationId, epoch), event, data: { conversationId, contactId, by: "bot" } },
    ]);
  return {
    start(where) {
      if (shown) return;
      shown = where;
      tell("typing:start", where);
    },
    stop() {
      if (shown) tell("typing:stop", shown);
      shown = undefined;
    },
  };
}
