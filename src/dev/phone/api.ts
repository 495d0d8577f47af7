import { z } from "zod";
import { AppError } from "@/platform/errors";
import { addFaults, WantedFaults } from "../graph/fault-plan";
import type { GraphEmulator } from "../graph/graph-emulator";
import type { Chat } from "../graph/store";
import { bubbleOf } from "./bubble/bubble-of";
import { shelfOf } from "./bubble/shelf";
import { customerBook } from "./customers";
import { exchangeOf } from "./exchange/exchange-of";
import { numbers } from "./numbers";
import type { Business } from "./page-model";
import { saidIn, Says } from "./says";

const Read = z.object({ waMessageIds: z.array(z.string()).max(500) });
const MOST_EXCHANGES = 300;

interface Asked {
  body: unknown;
  query: URLSearchParams;
  /** What a path ends in that is written with a star here. */
  id: string;
}

/** What the page may ask, by method and path. */
export function phoneApi(graph: GraphEmulator): Record<string, (asked: Asked) => unknown> {
  const customers = customerBook(graph);
  const book = numbers(graph);
  const shelf = shelfOf(graph);
  return {
    "GET /api/state": () => ({
      businesses: businesses(graph),
      customers: customers.list(),
      chats: graph.chats().flatMap((chat) => {
        const last = chat.messages.at(-1);
        return last === undefined
          ? []
          : [{ ...keyOf(chat), last: bubbleOf(last, chat, shelf), unread: unreadIn(chat) }];
      }),
    }),

    "GET /api/chat": ({ query }) => {
      const chat = graph.chat(query.get("phoneNumberId") ?? "", query.get("customer") ?? "");
      const bubbles = chat?.messages.map((message) => bubbleOf(message, chat, shelf)) ?? [];
      return { bubbles, typingUntil: chat?.typingUntil?.toISOString() };
    },

    "POST /api/customers": ({ body }) => customers.add(body),

    "POST /api/messages": ({ body }) => {
      const says = Says.parse(body);
      const { phoneNumberId, customer, contextId } = says;
      const name = customers.list().find(({ id }) => id === customer)?.name ?? customer;
      const who = /\D/.test(customer) ? { userId: customer } : { from: customer };
      return graph.customerSays({ phoneNumberId, name, ...who, ...(contextId && { contextId }), ...saidIn(says) });
    },

    "POST /api/read": async ({ body }) => {
      const { waMessageIds } = Read.parse(body);
      const seen = graph.sent().filter((message) => !message.readAt && waMessageIds.includes(message.waMessageId));
      await Promise.all(seen.map(({ waMessageId }) => graph.status({ waMessageId, status: "read" })));
      return { read: seen.length };
    },

    "POST /api/numbers": ({ body }) => book.add(body),
    "GET /api/numbers/*": ({ id }) => book.card(id),
    "POST /api/callbacks": ({ body }) => book.setCallback(body),

    "GET /api/exchanges": () =>
      graph
        .exchanges()
        .slice(-MOST_EXCHANGES)
        .map((exchange) => exchangeOf(exchange, graph)),

    "GET /api/faults": () => graph.faults.waiting(),
    "POST /api/faults": ({ body }) => {
      const wanted = WantedFaults.safeParse(body);
      if (!wanted.success) throw new AppError("invalid", z.prettifyError(wanted.error));
      addFaults(graph.faults, wanted.data);
      return graph.faults.waiting();
    },
    "DELETE /api/faults": () => {
      graph.faults.clear();
      return graph.faults.waiting();
    },
  };
}

const keyOf = ({ phoneNumberId, customer }: Chat) => ({ phoneNumberId, customer });

function unreadIn({ messages }: Chat): number {
  return messages.filter((message) => message.direction === "sent" && !message.readAt).length;
}

function businesses(graph: GraphEmulator): Business[] {
  return graph.numbers().map(({ phoneNumberId, name, displayPhoneNumber }) => ({
    phoneNumberId,
    name: name ?? displayPhoneNumber,
    number: displayPhoneNumber,
  }));
}
