import type { IncomingMessage } from "node:http";

/**
 * Whether a request comes from this machine's own page. Another site in the same browser can reach loopback: by a name
 * of its own that resolves to 127.0.0.1 (foreign Host), or by posting across origins (foreign Origin).
 */
export function isOwn(request: IncomingMessage, host: string, port: number): boolean {
  const hosts = ["127.0.0.1", "localhost", "[::1]", host].map((name) => `${name}:${port}`);
  const { host: asked = "", origin } = request.headers;
  if (!hosts.includes(asked.toLowerCase())) return false;
  return request.method === "GET" || origin === undefined || hosts.some((name) => origin === `http://${name}`);
}
