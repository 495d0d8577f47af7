import type { ServerResponse } from "node:http";
import type { GraphEmulator } from "../graph/graph-emulator";
import type { GraphEvent } from "../graph/store";
import { bubbleOf } from "./bubble";

const HEARTBEAT_MS = 15_000;

/** Tells every open page what happens, over server-sent events. */
export function live(graph: GraphEmulator) {
  const pages = new Set<ServerResponse>();
  const write = (frame: string) => pages.forEach((page) => page.write(frame));
  const heartbeat = setInterval(() => write(":\n\n"), HEARTBEAT_MS).unref();
  const unwatch = graph.watch((event) => write(frameOf(event)));
  return {
    join(page: ServerResponse): void {
      page.writeHead(200, { "content-type": "text/event-stream" });
      page.write(":\n\n");
      pages.add(page);
      page.on("close", () => pages.delete(page));
    },
    close(): void {
      clearInterval(heartbeat);
      unwatch();
      for (const page of pages) page.end();
    },
  };
}

export type Live = ReturnType<typeof live>;

function frameOf(event: GraphEvent): string {
  const { phoneNumberId, customer, typingUntil } = event.chat;
  const [name, what] =
    event.kind === "typing"
      ? ["typing", { until: typingUntil?.toISOString() }]
      : ["bubble", { bubble: bubbleOf(event.message, event.chat) }];
  return `event: ${name}\ndata: ${JSON.stringify({ phoneNumberId, customer, ...what })}\n\n`;
}
