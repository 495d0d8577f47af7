import type PusherClient from "pusher-js";
import { EVENTS, isEventName, type EventName } from "../event";

/** Between tries to subscribe while the auth route fails. */
const ASK_AGAIN_MS = 4_000;

/** One user of a channel. */
export interface Listener {
  /** The data fits the schema of its event. */
  heard(event: EventName, data: unknown): void;
  /** From now on events are heard; what happened before must be fetched. Comes again after each reconnection. */
  subscribed(): void;
  /** Not for this user, or not under this name any more. */
  refused(): void;
}

/** The channels in use on this page, each subscribed once however many listen. */
export function createRooms() {
  const rooms = new Map<string, Set<Listener>>();
  let client: PusherClient | null = null;

  function enter(name: string, listener: Listener): () => void {
    const room = rooms.get(name) ?? open(name);
    room.add(listener);
    if (client?.channel(name).subscribed) queueMicrotask(() => room.has(listener) && listener.subscribed());
    return () => {
      room.delete(listener);
      // Not at once: who leaves is often followed in the same turn by who enters, as between two pages.
      queueMicrotask(() => closeIfEmpty(name));
    };
  }

  function open(name: string): Set<Listener> {
    const room = new Set<Listener>();
    rooms.set(name, room);
    if (client) subscribe(client, name);
    return room;
  }

  function subscribe(to: PusherClient, name: string): void {
    to.subscribe(name).bind_global((event: string, data: unknown) => {
      if (event === "pusher:subscription_succeeded") everyone(name, (listener) => listener.subscribed());
      else if (event === "pusher:subscription_error") explain(to, name, data);
      else tell(name, event, data);
      closeIfEmpty(name);
    });
  }

  function tell(name: string, event: string, data: unknown): void {
    if (!isEventName(event)) return;
    const parsed = EVENTS[event].safeParse(data);
    // What does not fit comes from a newer server: the screen's next look at its revision repairs it.
    if (parsed.success) everyone(name, (listener) => listener.heard(event, parsed.data));
  }

  function explain(to: PusherClient, name: string, error: unknown): void {
    const { status = 0 } = error as { status?: number };
    // 401 and 403 are meant: a new name or a new sign-in changes them, not another try.
    if (status >= 400 && status < 500) everyone(name, (listener) => listener.refused());
    else
      setTimeout(() => rooms.has(name) && to === client && to.subscribe(name), ASK_AGAIN_MS * (1 + Math.random() / 2));
  }

  function everyone(name: string, act: (listener: Listener) => void): void {
    for (const listener of [...(rooms.get(name) ?? [])]) act(listener);
  }

  function closeIfEmpty(name: string): void {
    if (rooms.get(name)?.size !== 0) return;
    const channel = client?.channel(name);
    // pusher-js would subscribe a cancelled channel again at the next connection: it is closed once its answer is there.
    if (channel?.subscriptionPending) return;
    rooms.delete(name);
    channel?.unbind_all();
    client?.unsubscribe(name);
  }

  return {
    enter,
    isEmpty: () => rooms.size === 0,
    /** Subscribes to everything in use, over this client; null leaves the rooms without one. */
    use: (next: PusherClient | null) => {
      client = next;
      if (next) for (const name of rooms.keys()) subscribe(next, name);
    },
  };
}
