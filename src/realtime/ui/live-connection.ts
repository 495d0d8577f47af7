import type { BrowserSettings } from "../pusher-options";
import { keepConnected, type RealtimeState } from "./keep-connected";
import { createRooms, type Listener } from "./rooms";

/** pusher-js's own 120 and 30 s would leave a line that died in silence unnoticed for minutes. */
const HEARTBEAT = { activityTimeout: 30_000, pongTimeout: 6_000 };
const LOAD_AGAIN_MS = 15_000;

export interface LiveConnection {
  /** Keeps the connection up as long as somebody listens, until the returned function is called. */
  readonly run: () => () => void;
  readonly listen: (channel: string, listener: Listener) => () => void;
  /** The page is back, or the network: no reason to wait for the next try. */
  readonly nudge: () => void;
  readonly state: () => RealtimeState;
  /** Names this page to the server, which then can leave it out; null while there is no connection. */
  readonly socketId: () => string | null;
  readonly onStateChange: (listener: () => void) => () => void;
}

/** The page's one connection. pusher-js is loaded when the first channel is listened to. */
export function createLiveConnection({ key, options }: BrowserSettings): LiveConnection {
  const rooms = createRooms();
  const stateListeners = new Set<() => void>();
  let state: RealtimeState = "connecting";
  let running = false;
  let loading = false;
  let keeper: ReturnType<typeof keepConnected> | null = null;

  function setState(next: RealtimeState): void {
    if (next === state) return;
    state = next;
    stateListeners.forEach((listener) => listener());
  }

  function connect(): void {
    if (!running || loading || keeper || rooms.isEmpty()) return;
    loading = true;
    void import("pusher-js").then(
      ({ default: PusherClient }) => {
        loading = false;
        if (!running || keeper) return;
        const client = new PusherClient(key, { ...options, ...HEARTBEAT });
        // Says whose connection it is, so that the server can end it when they leave an organization.
        client.signin();
        keeper = keepConnected(client, setState);
        rooms.use(client);
      },
      () => {
        // The network is away, or a new version has been deployed.
        loading = false;
        setState("unavailable");
        setTimeout(connect, LOAD_AGAIN_MS);
      },
    );
  }

  function stop(): void {
    running = false;
    keeper?.stop();
    keeper = null;
    rooms.use(null);
    setState("connecting");
  }

  return {
    run: () => {
      running = true;
      connect();
      return stop;
    },
    listen: (channel, listener) => {
      const leave = rooms.enter(channel, listener);
      connect();
      return leave;
    },
    nudge: () => (keeper ? keeper.nudge() : connect()),
    state: () => state,
    socketId: () => keeper?.socketId() ?? null,
    onStateChange: (listener) => {
      stateListeners.add(listener);
      return () => stateListeners.delete(listener);
    },
  };
}
