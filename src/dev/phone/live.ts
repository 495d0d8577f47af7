import type { ServerResponse } from "node:http";
import type { GraphEmulator } from "../graph/graph-emulator";
import type { Chat, GraphEvent } from "../graph/store";
import { bubbleOf } from "./bubble/bubble-of";
import { type Shelf, shelfOf } from "./bubble/shelf";
import { exchangeOf } from "./exchange/exchange-of";

const HEARTBEAT_MS = 15_000;
/** Numbers and customers are read anew as a whole: once for many changes. */
const GATHER_MS = 200;
/** A page that takes nothing any more, of which a browser will make a new one. */
const MOST_WAITING_BYTES = 8 * 1024 * 1024;

/** Tells every open page what happens, over server-sent events. */
export function live(graph: GraphEmulator) {
  const pages = new Set<ServerResponse>();
  const shelf = shelfOf(graph);
  let gathering: NodeJS.Timeout | undefined;

  function write(frame: string): void {
    for (const page of pages) {
      if (page.writableLength > MOST_WAITING_BYTES) page.destroy();
      else page.write(frame);
    }
  }

  function gather(): void {
    gathering ??= setTimeout(() => {
      gathering = undefined;
      write(frame("changed", {}));
    }, GATHER_MS);
  }

  const heartbeat = setInterval(() => write(":\n\n"), HEARTBEAT_MS).unref();
  const unwatch = graph.watch((event) => {
    if (pages.size === 0) return;
    if (event.kind === "directory") gather();
    else if (event.kind === "exchange") write(frame("exchange", exchangeOf(event.exchange, graph)));
    else write(frameOf(event, shelf));
  });
  return {
    join(page: ServerResponse): void {
      page.writeHead(200, { "content-type": "text/event-stream" });
      page.write(":\n\n");
      pages.add(page);
      page.on("close", () => pages.delete(page));
    },
    close(): void {
      clearInterval(heartbeat);
      clearTimeout(gathering);
      unwatch();
      for (const page of pages) page.end();
    },
  };
}

export type Live = ReturnType<typeof live>;

function frameOf(event: Extract<GraphEvent, { chat: Chat }>, shelf: Shelf): string {
  const { phoneNumberId, customer, typingUntil } = event.chat;
  if (event.kind === "typing") return frame("typing", { phoneNumberId, customer, until: typingUntil?.toISOString() });
  return frame("bubble", { phoneNumberId, customer, bubble: bubbleOf(event.message, event.chat, shelf) });
}

function frame(name: string, data: object): string {
  return `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
}
