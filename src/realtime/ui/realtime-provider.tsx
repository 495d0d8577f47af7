"use client";

import { createContext, useContext, useEffect, useState, useSyncExternalStore, type ReactNode } from "react";
import type { BrowserSettings } from "../pusher-options";
import type { RealtimeState } from "./keep-connected";
import { createLiveConnection, type LiveConnection } from "./live-connection";
import { useWake } from "./use-wake";

const Realtime = createContext<LiveConnection | null>(null);

/** Gives everything below it the page's one live connection. `settings` are `browserOptions` from a server component. */
export function RealtimeProvider({
  settings,
  children,
}: {
  readonly settings: BrowserSettings;
  readonly children: ReactNode;
}) {
  const [connection] = useState(() => createLiveConnection(settings));
  useEffect(() => connection.run(), [connection]);
  useWake(connection.nudge);
  return <Realtime value={connection}>{children}</Realtime>;
}

export function useLiveConnection(): LiveConnection {
  const connection = useContext(Realtime);
  if (!connection) throw new Error("There is no RealtimeProvider above.");
  return connection;
}

const onTheServer = (): RealtimeState => "connecting";

/** Whether events arrive now. While it is not "connected" a screen must ask for itself. */
export function useRealtimeState(): RealtimeState {
  const { onStateChange, state } = useLiveConnection();
  return useSyncExternalStore(onStateChange, state, onTheServer);
}
