import { log } from "@/platform/log";
import type { Publication } from "./publication";
import { createPublisher, type Publisher } from "./publisher";
import { pusherApi } from "./pusher-api";

export type { Publication };

let publisher: Publisher | undefined;

/** Tells what has been committed to whoever listens. Never throws and never waits; call it after the commit. */
export function publish(publications: readonly Publication[]): void {
  publisher ??= createPublisher(pusherApi(), log);
  publisher.publish(publications);
}

/** Resolves when everything published so far has left or failed. */
export const flushPublished = async (): Promise<void> => publisher?.flush();
