import { fromJson } from "./from-json";
import type { Hub } from "./hub";

/** The server runs for days beside `npm start`: it remembers only the newest. */
const REMEMBERED = 1000;

export interface Publication {
  readonly channel: string;
  readonly event: string;
  readonly data: unknown;
}

export interface Published {
  readonly channel: string;
  readonly event: string;
  /** As the publisher encoded it, usually JSON. */
  readonly data: string;
  readonly exceptSocketId?: string | undefined;
}

export type Publications = ReturnType<typeof createPublications>;

/** What came in over REST, on its way to the listeners; tests can have some of it go astray. */
export function createPublications(hub: Hub) {
  const remembered: Publication[] = [];
  let toLose = 0;
  let toDelay = { count: 0, milliseconds: 0 };
  const timers = new Set<NodeJS.Timeout>();

  function publish({ exceptSocketId, ...event }: Published): void {
    remembered.push({ ...event, data: fromJson(event.data) ?? event.data });
    if (remembered.length > REMEMBERED) remembered.shift();
    const deliver = () => hub.channels.deliver(event, exceptSocketId);
    if (toLose > 0) toLose -= 1;
    else if (toDelay.count > 0) later(deliver);
    else deliver();
  }

  function later(deliver: () => void): void {
    toDelay.count -= 1;
    const timer = setTimeout(() => {
      timers.delete(timer);
      deliver();
    }, toDelay.milliseconds);
    timers.add(timer);
  }

  return {
    publish,
    published: (): readonly Publication[] => [...remembered],
    loseNext: (count: number) => void (toLose = count),
    delayNext: (count: number, milliseconds: number) => void (toDelay = { count, milliseconds }),
    stop: () => timers.forEach((timer) => clearTimeout(timer)),
  };
}
