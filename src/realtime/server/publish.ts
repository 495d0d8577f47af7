import { log } from "@/platform/log";
import { count, readBeforeFlush } from "@/platform/metrics/count";
import { traced } from "@/platform/trace";
import type { Publication } from "./publication";
import { createPublisher, type Publisher } from "./publisher";
import { pusherApi } from "./pusher-api";

export type { Publication };

let publisher: Publisher | undefined;

/** Tells what has been committed to whoever listens. Never throws and never waits; call it after the commit. */
export function publish(publications: readonly Publication[]): void {
  publisher ??= counted(createPublisher(pusherApi(), log));
  const [taking, events] = [publisher, publications.length];
  if (events === 0) return;
  void traced({ name: "publish", kind: "producer", attributes: { events } }, () => {
    taking.publish(publications);
    return Promise.resolve();
  });
}

/** Resolves when everything published so far has left or failed. */
export const flushPublished = async (): Promise<void> => publisher?.flush();

/** Brings what a publisher counts to the deployment's counts. */
function counted(one: Publisher): Publisher {
  const told: Record<string, number> = {};
  readBeforeFlush(() => {
    for (const [outcome, number] of Object.entries<number>({ ...one.counts() })) {
      const more = number - (told[outcome] ?? 0);
      if (more > 0) count("recado_realtime_events_total", { outcome }, more);
      told[outcome] = number;
    }
  });
  return one;
}
