"use client";

import { useEffect, useEffectEvent } from "react";
import type { EventData, EventName } from "../event";
import { useLiveConnection } from "./realtime-provider";

export type Handlers = { readonly [Name in EventName]?: (data: EventData<Name>) => void };

/**
 * Hears the events of a channel while the component is shown; null hears nothing. `onSubscribed` is called at the
 * beginning and after each reconnection: fetch there what may have been missed.
 */
export function useChannel(channel: string | null, handlers: Handlers, onSubscribed?: () => void): void {
  const connection = useLiveConnection();
  const heard = useEffectEvent((event: EventName, data: unknown) => {
    (handlers[event] as ((data: unknown) => void) | undefined)?.(data);
  });
  const subscribed = useEffectEvent(() => onSubscribed?.());
  useEffect(
    () => (channel === null ? undefined : connection.listen(channel, { heard, subscribed })),
    [connection, channel],
  );
}
