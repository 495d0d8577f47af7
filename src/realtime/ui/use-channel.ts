"use client";

import { useEffect, useEffectEvent } from "react";
import type { EventData, EventName } from "../event";
import { useLiveConnection } from "./realtime-provider";

export type Handlers = { readonly [Name in EventName]?: (data: EventData<Name>) => void };

interface Admission {
  /** At the beginning and after each reconnection: fetch there what may have been missed. */
  readonly onSubscribed?: () => void;
  /** The name is not, or not any more, for this user. */
  readonly onRefused?: () => void;
}

/** Hears the events of a channel while the component is shown; null hears nothing. */
export function useChannel(channel: string | null, handlers: Handlers, admission: Admission = {}): void {
  const connection = useLiveConnection();
  const heard = useEffectEvent((event: EventName, data: unknown) => {
    (handlers[event] as ((data: unknown) => void) | undefined)?.(data);
  });
  const subscribed = useEffectEvent(() => admission.onSubscribed?.());
  const refused = useEffectEvent(() => admission.onRefused?.());
  useEffect(
    () => (channel === null ? undefined : connection.listen(channel, { heard, subscribed, refused })),
    [connection, channel],
  );
}
