import type { Env } from "./env";

type Settings = Pick<Env, "APP_URL" | "PUSHER_HOST" | "PUSHER_PORT" | "PUSHER_TLS" | "PUSHER_CLUSTER" | "NODE_ENV">;

/** Where a browser hears live events. */
function realtimeSources({ PUSHER_HOST, PUSHER_PORT, PUSHER_TLS, PUSHER_CLUSTER }: Settings): string {
  if (PUSHER_HOST === undefined)
    return `wss://ws-${PUSHER_CLUSTER ?? ""}.pusher.com https://sockjs-${PUSHER_CLUSTER ?? ""}.pusher.com`;
  const port = PUSHER_PORT === undefined ? "" : `:${PUSHER_PORT}`;
  return `${PUSHER_TLS ? "wss" : "ws"}://${PUSHER_HOST}${port}`;
}

/** Scripts run only with this answer's nonce, or when such a script loads them. Next finds the nonce in this header. */
function contentSecurityPolicy(nonce: string, settings: Settings): string {
  const developing = settings.NODE_ENV === "development";
  return [
    "default-src 'self'",
    // React explains errors through eval while developing, and hot reload talks over a socket of its own.
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${developing ? " 'unsafe-eval'" : ""}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' blob: data:",
    "media-src 'self' blob:",
    "font-src 'self'",
    `connect-src 'self' ${realtimeSources(settings)}${developing ? " ws:" : ""}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

/** What every page is sent with. */
export const securityHeaders = (nonce: string, settings: Settings): Readonly<Record<string, string>> => ({
  "content-security-policy": contentSecurityPolicy(nonce, settings),
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "strict-origin-when-cross-origin",
  "permissions-policy": "camera=(), microphone=(), geolocation=()",
  ...(settings.APP_URL.startsWith("https:") && {
    "strict-transport-security": "max-age=63072000; includeSubDomains",
  }),
});
