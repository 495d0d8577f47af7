import { asSystem } from "@/platform/db/as-system";
import type { GraphEmulator } from "../graph/graph-emulator";
import { again } from "./again";

/** What became of bubbles, by their words: no two have the same. */
export interface News {
  /** Resolves when the bubble is with the customer, or nobody knows, or it never comes. */
  of(words: string): Promise<void>;
  /** What is waited for. */
  awaited(): string[];
  readonly stop: () => Promise<void>;
}

const LOOK_EVERY_MS = 200;

export function listen(graph: GraphEmulator): News {
  const known = new Set<string>();
  const waiting = new Map<string, () => void>();
  const tell = (words: string) => {
    known.add(words);
    waiting.get(words)?.();
    waiting.delete(words);
  };
  const unwatch = graph.watch(({ kind, ...event }) => {
    if (kind === "message" && "message" in event && event.message.direction === "sent") tell(event.message.text);
  });
  const stop = again(LOOK_EVERY_MS, async () => {
    for (const words of await lost()) tell(words);
  });
  return {
    of: (words) => (known.has(words) ? Promise.resolve() : new Promise((resolve) => waiting.set(words, resolve))),
    awaited: () => [...waiting.keys()],
    async stop() {
      unwatch();
      await stop();
    },
  };
}

const lost = async (): Promise<string[]> => {
  const rows = await asSystem((sql) =>
    sql.query<{ content: string }>(
      "select content from messages where direction = 'outbound' and status in ('Failed', 'Unknown')",
    ),
  );
  return rows.map(({ content }) => content);
};
