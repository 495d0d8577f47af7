import { once } from "node:events";
import Pusher from "pusher";
import PusherClient, { type Channel } from "pusher-js";
import { vi } from "vitest";
import { WebSocket } from "ws";
import { startPusher, type PusherOptions } from "./server";
import { APP } from "./test-app";

interface Message {
  readonly event: string;
  readonly channel?: string;
  readonly data: unknown;
  readonly user_id?: string;
}

export type Rig = Awaited<ReturnType<typeof startRig>>;
export type RawSocket = Awaited<ReturnType<Rig["open"]>>;

/** The server on a free port, with the vendor's own two packages and a bare socket to speak to it. */
export async function startRig(options: Partial<PusherOptions> = {}) {
  const server = await startPusher({ ...APP, ...options });
  const sdk = new Pusher({ ...APP, host: "127.0.0.1", port: String(server.port), useTLS: false });
  const closing: (() => void)[] = [];

  /** A browser's pusher-js; it is authorised as this user for whatever it subscribes to. */
  function browser(userId = "ana"): PusherClient {
    const client = new PusherClient(APP.key, {
      cluster: "",
      wsHost: "127.0.0.1",
      wsPort: server.port,
      forceTLS: false,
      enabledTransports: ["ws"],
      channelAuthorization: {
        customHandler: ({ socketId, channelName }, done) => {
          const presence = channelName.startsWith("presence-");
          done(null, sdk.authorizeChannel(socketId, channelName, presence ? { user_id: userId } : undefined));
        },
      },
      userAuthentication: {
        customHandler: ({ socketId }, done) => done(null, sdk.authenticateUser(socketId, { id: userId })),
      },
    });
    closing.push(() => client.disconnect());
    return client;
  }

  /** A bare socket that has said nothing yet. */
  async function open(
    path = `/app/${APP.key}?protocol=7&client=js&version=8.6.0`,
    headers: Record<string, string> = {},
  ) {
    const socket = new WebSocket(`ws://127.0.0.1:${server.port}${path}`, { headers });
    closing.push(() => socket.terminate());
    const messages: Message[] = [];
    // Not by `once`, which rejects when the upgrade is refused, though nobody may be waiting.
    const closed = new Promise<number>((resolve) => socket.once("close", resolve));
    socket.on("message", (text: Buffer) => messages.push(JSON.parse(text.toString()) as Message));
    await once(socket, "open");
    return {
      messages,
      closed,
      say: (event: string, rest: object = {}) => socket.send(JSON.stringify({ event, ...rest })),
      sayText: (text: string | Buffer, options: { fin?: boolean; binary?: boolean } = {}) => socket.send(text, options),
      /** Reads nothing more, so that it answers nothing either. */
      deafen: () => socket.pause(),
    };
  }

  return {
    server,
    sdk,
    browser,
    open,
    stop: async () => {
      closing.forEach((close) => close());
      await server.close();
    },
  };
}

/** Resolves once the channel is subscribed; then `heard` fills with what arrives on it. */
export async function listen(client: PusherClient, name: string) {
  const channel: Channel = client.subscribe(name);
  const heard: { event: string; data: unknown }[] = [];
  await new Promise<void>((subscribed) => {
    channel.bind("pusher:subscription_succeeded", () => subscribed());
  });
  channel.bind_global((event: string, data: unknown) => heard.push({ event, data }));
  return { channel, heard };
}

/** Waits for what a test needs to see, patiently enough for a busy machine. */
export const until = <Value>(check: () => Value | Promise<Value>) =>
  vi.waitUntil(check, { interval: 5, timeout: 4000 });
