export interface PusherSettings {
  readonly appId: string;
  readonly key: string;
  readonly secret: string;
  /** Of hosted Pusher. */
  readonly cluster?: string | undefined;
  /** Of a server that speaks its protocol; it wins over the cluster. */
  readonly host?: string | undefined;
  readonly port?: number | undefined;
  readonly tls?: boolean | undefined;
}

/** What a browser needs to know: nothing secret, and plain enough to be handed to it from a server component. */
export interface BrowserSettings {
  readonly key: string;
  readonly options: {
    readonly cluster: string;
    readonly wsHost?: string;
    readonly wsPort?: number;
    readonly wssPort?: number;
    readonly forceTLS?: boolean;
    readonly enabledTransports?: "ws"[];
    readonly channelAuthorization: { readonly endpoint: string; readonly transport: "ajax" };
    readonly userAuthentication: { readonly endpoint: string; readonly transport: "ajax" };
  };
}

const TIMEOUT_MS = 3000;
const auth = {
  channelAuthorization: { endpoint: "/api/realtime/auth", transport: "ajax" },
  userAuthentication: { endpoint: "/api/realtime/user-auth", transport: "ajax" },
} as const;

/** What the `pusher` package is made with. Its own default is plain http. */
export function serverOptions(settings: PusherSettings) {
  const { appId, key, secret } = settings;
  const app = { appId, key, secret, timeout: TIMEOUT_MS };
  const place = placeOf(settings);
  if (place.kind === "hosted") return { ...app, cluster: place.cluster, useTLS: true };
  return { ...app, host: place.host, port: String(place.port), useTLS: place.tls };
}

/** What `pusher-js` is made with. */
export function browserOptions(settings: PusherSettings): BrowserSettings {
  const { key } = settings;
  const place = placeOf(settings);
  if (place.kind === "hosted") return { key, options: { cluster: place.cluster, ...auth } };
  const { host, port, tls } = place;
  const address = { cluster: "", wsHost: host, wsPort: port, wssPort: port, forceTLS: tls };
  return { key, options: { ...address, enabledTransports: ["ws"], ...auth } };
}

type Place =
  | { readonly kind: "hosted"; readonly cluster: string }
  | { readonly kind: "own"; readonly host: string; readonly port: number; readonly tls: boolean };

/** Half a configuration would quietly mean a server such as `ws-.pusher.com`: it is a fault of the start, and thrown. */
function placeOf({ appId, key, secret, cluster, host, port, tls = true }: PusherSettings): Place {
  if (!appId || !key || !secret) throw new Error("Pusher needs an app id, a key and a secret.");
  if (host) return { kind: "own", host, port: port ?? (tls ? 443 : 80), tls };
  if (!cluster) throw new Error("Pusher needs a cluster or a host.");
  return { kind: "hosted", cluster };
}
