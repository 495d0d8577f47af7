import type { GraphEvent, SentMessage } from "@/dev/graph/store";
import type { Stand } from "./stand";

export interface Customers {
  /** Since they began. Messages are those of both sides. */
  counts(): { readonly conversations: number; readonly messages: number };
  stop(): void;
}

/**
 * Customers who all begin a conversation at once, answer as soon as they are asked, and begin the next when one is over. A
 * conversation takes three of the 45 messages that WhatsApp lets a number send to one customer without a pause.
 */
export function startCustomers({ graph, phoneNumberId }: Stand, count: number): Customers {
  let conversations = 0;
  let messages = 0;
  let over = false;

  const say = (from: string, content: { text: string } | { tap: Tap }) => {
    if (over) return;
    messages += 1;
    void graph.customerSays({ phoneNumberId, from, ...content });
  };
  const hear = ({ to, type, text, waMessageId }: SentMessage) => {
    messages += 1;
    if (type === "interactive") {
      say(to, { tap: { kind: "button_reply", id: "opt-0", title: "Tea", contextId: waMessageId } });
    } else if (text.startsWith("One")) {
      conversations += 1;
      say(to, { text: "hello" });
    }
  };
  const unwatch = graph.watch((event: GraphEvent) => {
    if (event.kind === "message" && event.message.direction === "sent") hear(event.message);
  });
  for (let index = 0; index < count; index += 1) say(`4915200${String(index).padStart(6, "0")}`, { text: "hello" });
  return {
    counts: () => ({ conversations, messages }),
    stop() {
      over = true;
      unwatch();
    },
  };
}

type Tap = { kind: "button_reply"; id: string; title: string; contextId: string };
