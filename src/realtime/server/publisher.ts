import type Pusher from "pusher";
import type { log } from "@/platform/log";
import { createCouriers } from "./couriers";
import { createFlushes } from "./flushes";
import { createOutbox, type Waiting } from "./outbox";
import { createPause } from "./pause";
import { encode, type Publication } from "./publication";
import type { Failure } from "./publish-failure";

const BATCH = 10;
/** A request to hosted Pusher takes some 60 ms: one after another would be 160 events/s for the whole process. */
const AT_ONCE = 4;

/** Each only rises, so that they can be counted together over many processes. */
interface Counts {
  readonly sent: number;
  /** Refused by Pusher. */
  readonly failed: number;
  /** Pushed out of a full queue by newer ones, or too late to be of use. */
  readonly dropped: number;
  /** Not fit to be sent: a bug of the publisher. */
  readonly refused: number;
  /** Told by another event about the same, and so not sent by themselves. */
  readonly joined: number;
}

export interface Publisher {
  publish(publications: readonly Publication[]): void;
  /** Resolves when nothing waits or is under way, when Pusher does not take it, and after 3 s in any case. */
  flush(): Promise<void>;
  counts(): Counts;
}

type Logger = Pick<typeof log, "warn" | "error">;

/**
 * Sends what is published in few requests: of a conversation in its order, of several at once. What can not be sent waits for
 * 10 s at most and is then counted and lost: screens repair themselves.
 */
export function createPublisher(api: Pick<Pusher, "triggerBatch">, logger: Logger): Publisher {
  const [outbox, pause, flushes, couriers] = [createOutbox(), createPause(), createFlushes(), createCouriers(api)];
  const counts = { sent: 0, failed: 0, dropped: 0, refused: 0, joined: 0 };
  const wake = { isNear: false, timer: undefined as NodeJS.Timeout | undefined };
  let droppedSaid = 0;

  function sendDue(): void {
    const now = Date.now();
    wake.isNear = false;
    counts.dropped += outbox.drop(now);
    const isPaused = now < pause.until();
    // After a failure one request finds out whether it would fail again.
    while (!isPaused && couriers.away() < (pause.isDoubtful() ? 1 : AT_ONCE) && sendNext(now));
    const dropped = counts.dropped - droppedSaid;
    if (!isPaused && dropped > 0) {
      logger.warn({ dropped }, "Realtime events were dropped: there are too many, or it is too late");
      droppedSaid = counts.dropped;
    }
    clearTimeout(wake.timer);
    const wakeAt = isPaused ? pause.until() : outbox.nextDueAt(now);
    if (!outbox.isEmpty() && wakeAt < Infinity) wake.timer = setTimeout(sendDue, wakeAt - now);
    if (outbox.isEmpty() && couriers.away() === 0) flushes.end();
  }

  function sendNext(now: number): boolean {
    const taken = outbox.take(BATCH, { now, isFree: couriers.isFree });
    const { waiting, events } = fitToSend(taken, logger);
    counts.refused += taken.length - waiting.length;
    if (events.length > 0) void couriers.send(waiting, events).then((failure) => settle(waiting, failure));
    return taken.length > 0;
  }

  function settle(batch: readonly Waiting[], failure: Failure | null): void {
    if (!failure) {
      counts.sent += batch.length;
      pause.end();
    } else fail(batch, failure);
    sendDue();
  }

  function fail(batch: readonly Waiting[], { kind, ...reason }: Failure): void {
    logger.warn({ events: batch.length, ...reason }, "Realtime events were not published");
    if (kind === "try-again") outbox.giveBack(batch);
    else counts.failed += batch.length;
    if (kind === "bad-event") return;
    pause.begin(kind, Date.now());
    flushes.end();
  }

  function publish(publications: readonly Publication[]): void {
    counts.joined += outbox.add(publications, Date.now());
    counts.dropped += outbox.drop(Date.now());
    // What is published in the same turn leaves together, and the caller goes on.
    if (!wake.isNear) queueMicrotask(sendDue);
    wake.isNear = true;
  }

  function flush(): Promise<void> {
    outbox.release(Date.now());
    pause.lift();
    const flushed = flushes.next();
    sendDue();
    return flushed;
  }

  return { publish, flush, counts: () => ({ ...counts }) };
}

/** Pusher's form of what it will take; what it would not is a bug of ours, and said. */
function fitToSend(taken: readonly Waiting[], logger: Logger) {
  const fit = { waiting: [] as Waiting[], events: [] as Pusher.BatchEvent[] };
  for (const waiting of taken) {
    const encoded = encode(waiting.publication);
    if ("refused" in encoded) {
      const { channel, event } = waiting.publication;
      logger.error({ channel, event, reason: encoded.refused }, "A realtime event is not fit to be sent");
    } else {
      fit.waiting.push(waiting);
      fit.events.push(encoded);
    }
  }
  return fit;
}
