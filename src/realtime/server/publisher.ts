import Pusher from "pusher";
import type { log } from "@/platform/log";
import { encode, type Publication } from "./publication";

const BATCH = 10;
const QUEUE = 1000;

interface Counts {
  readonly sent: number;
  /** Not taken by Pusher, or not in time. */
  readonly failed: number;
  /** Pushed out of a full queue by newer ones. */
  readonly dropped: number;
  /** Not fit to be sent: a bug of the publisher. */
  readonly refused: number;
}

export interface Publisher {
  publish(publications: readonly Publication[]): void;
  /** Resolves when nothing waits or is under way. */
  flush(): Promise<void>;
  counts(): Counts;
}

/** Sends in the order of publishing, one batch at a time. What fails is counted and lost: screens repair themselves. */
export function createPublisher(
  api: Pick<Pusher, "triggerBatch">,
  logger: Pick<typeof log, "warn" | "error">,
): Publisher {
  const queue: Pusher.BatchEvent[] = [];
  const counts = { sent: 0, failed: 0, dropped: 0, refused: 0 };
  let sending: Promise<void> | null = null;

  function publish(publications: readonly Publication[]): void {
    for (const publication of publications) enqueue(publication);
    const dropped = Math.max(0, queue.length - QUEUE);
    queue.splice(0, dropped);
    counts.dropped += dropped;
    if (dropped > 0) logger.warn({ dropped }, "Realtime events were dropped: the queue is full");
    if (queue.length > 0) sending ??= sendAll();
  }

  function enqueue(publication: Publication): void {
    const encoded = encode(publication);
    if (!("refused" in encoded)) {
      queue.push(encoded);
      return;
    }
    counts.refused += 1;
    const { channel, event } = publication;
    logger.error({ channel, event, reason: encoded.refused }, "A realtime event is not fit to be sent");
  }

  async function sendAll(): Promise<void> {
    // Lets what is published in the same turn leave together, and keeps the caller from waiting.
    await Promise.resolve();
    while (queue.length > 0) await send(queue.splice(0, BATCH));
    sending = null;
  }

  async function send(batch: Pusher.BatchEvent[]): Promise<void> {
    try {
      await api.triggerBatch(batch);
      counts.sent += batch.length;
    } catch (error) {
      counts.failed += batch.length;
      logger.warn({ events: batch.length, ...reasonOf(error) }, "Realtime events were not published");
    }
  }

  return { publish, flush: () => sending ?? Promise.resolve(), counts: () => ({ ...counts }) };
}

/** Without the error's URL, which carries a signature. */
function reasonOf(error: unknown): { status?: number | undefined; reason: string } {
  if (!(error instanceof Pusher.RequestError)) return { reason: String(error) };
  return { status: error.status, reason: (error.body ?? String(error.error)).slice(0, 200) };
}
