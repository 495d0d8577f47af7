import { setTimeout as after } from "node:timers/promises";
import type Pusher from "pusher";
import PusherClient, { type PresenceChannel } from "pusher-js";
import { browserOptions, type PusherSettings } from "@/realtime/pusher-options";
import { NOT_OPEN, socketTrouble, Trouble } from "./trouble";

const PATIENCE_MS = 10_000;
const LOOK_MS = 2;

interface Said {
  readonly data?: { readonly code?: number | null; readonly message?: string };
}

export type Browser = ReturnType<typeof openBrowser>;

/** What a page of this user would be, signed in and authorized by the server's SDK without a route between. */
export function openBrowser(api: Pusher, settings: PusherSettings, userId: string) {
  const { key, options } = browserOptions(settings);
  const client = new PusherClient(key, {
    ...options,
    channelAuthorization: {
      ...options.channelAuthorization,
      customHandler: ({ socketId, channelName }, done) => {
        const member = channelName.startsWith("presence-") ? { user_id: userId } : undefined;
        done(null, api.authorizeChannel(socketId, channelName, member));
      },
    },
    userAuthentication: {
      ...options.userAuthentication,
      customHandler: ({ socketId }, done) => done(null, api.authenticateUser(socketId, { id: userId })),
    },
  });
  const { connection } = client;
  const heard: { event: string; text: string }[] = [];
  let said: Required<Said>["data"] | undefined;
  connection.bind("error", (error: { error?: Said } & Said) => {
    const data = error.error?.data ?? error.data;
    if (data?.message !== undefined) said = data;
  });

  /** Looks again and again; ends with trouble when the other side refuses, or after 10 s. */
  async function until(isSo: () => boolean, advice: string): Promise<void> {
    const end = performance.now() + PATIENCE_MS;
    while (!isSo()) {
      if (said) throw socketTrouble({ code: said.code ?? null, message: said.message ?? "" });
      if (performance.now() > end) throw new Trouble(`nothing within ${PATIENCE_MS / 1000} s`, advice);
      await after(LOOK_MS);
    }
  }

  return {
    userId,
    heard,
    until,
    socketId: () => connection.socket_id,
    isConnected: () => connection.state === "connected",
    connected: () => until(() => connection.state === "connected", NOT_OPEN),
    subscribe: async (name: string) => {
      const channel = client.subscribe(name);
      channel.bind_global((event: string, data: { text?: string }) => {
        heard.push({ event, text: data.text ?? "" });
      });
      await until(() => channel.subscribed, "The subscription was not answered: look at the app's error logs.");
    },
    leave: (name: string) => client.unsubscribe(name),
    /** Whether this user sees that one in a presence channel. */
    sees: (name: string, other: string) =>
      Boolean((client.channel(name) as PresenceChannel | undefined)?.members.get(other)),
    signIn: () => {
      client.signin();
      return until(() => Boolean(client.user.user_data), "The sign-in was not answered: look at the app's error logs.");
    },
    close: () => client.disconnect(),
  };
}
