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

/** After how many milliseconds each copy of an event is delivered: none loses it, two double it. */
export type Fate = (event: Publication) => readonly number[];

export type Publications = ReturnType<typeof createPublications>;

/** What came in over REST, on its way to the listeners; tests can have some of it go astray. */
export function createPublications(hub: Hub) {
  const remembered: Publication[] = [];
  let toLose = 0;
  let toDelay = { count: 0, milliseconds: 0 };
  let fate: Fate | null = null;
  const timers = new Set<NodeJS.Timeout>();

  function publish({ exceptSocketId, ...event }: Published): void {
    const publication = { ...event, data: fromJson(event.data) ?? event.data };
    remembered.push(publication);
    if (remembered.length > REMEMBERED) remembered.shift();
    const deliver = () => hub.channels.deliver(event, exceptSocketId);
    if (fate) fate(publication).forEach((milliseconds) => later(deliver, milliseconds));
    else if (toLose > 0) toLose -= 1;
    else if (toDelay.count > 0) {
      toDelay.count -= 1;
      later(deliver, toDelay.milliseconds);
    } else deliver();
  }

  function later(deliver: () => void, milliseconds: number): void {
    const timer = setTimeout(() => {
      timers.delete(timer);
      deliver();
    }, milliseconds);
    timers.add(timer);
  }

  return {
    publish,
    published: (): readonly Publication[] => [...remembered],
    loseNext: (count: number) => void (toLose = count),
    delayNext: (count: number, milliseconds: number) => void (toDelay = { count, milliseconds }),
    decide: (next: Fate | null) => void (fate = next),
    stop: () => timers.forEach((timer) => clearTimeout(timer)),
  };
}
