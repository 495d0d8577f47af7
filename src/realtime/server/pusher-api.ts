import http from "node:http";
import https from "node:https";
import Pusher from "pusher";
import { env } from "@/platform/env";
import { serverOptions, type PusherSettings } from "../pusher-options";

/** Where this deployment's Pusher is. Holds the secret: browsers get `browserOptions` of it. */
export function pusherSettings(): PusherSettings {
  const { PUSHER_APP_ID, PUSHER_KEY, PUSHER_SECRET, PUSHER_CLUSTER, PUSHER_HOST, PUSHER_PORT, PUSHER_TLS } = env();
  return {
    appId: PUSHER_APP_ID,
    key: PUSHER_KEY,
    secret: PUSHER_SECRET,
    cluster: PUSHER_CLUSTER,
    host: PUSHER_HOST,
    port: PUSHER_PORT,
    tls: PUSHER_TLS,
  };
}

/** The SDK with connections that stay open: without them each publish to hosted Pusher pays for a TLS handshake. */
export function createPusherApi(settings: PusherSettings): Pusher {
  const options = serverOptions(settings);
  const { Agent } = options.useTLS ? https : http;
  return new Pusher({ ...options, agent: new Agent({ keepAlive: true }) });
}

let api: Pusher | undefined;

export const pusherApi = (): Pusher => (api ??= createPusherApi(pusherSettings()));
