import type { App } from "../signature";

/** Why a socket is closed before it served anything. */
export interface TurnedAway {
  readonly code: number;
  readonly message: string;
}

const ORIGIN_ON_THIS_MACHINE = /^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

/** A page of another site must not reach a server on its reader's machine. What is no browser sends no Origin. */
export function mayOpen(origin: string | undefined, allowed: readonly string[] | "any" | undefined): boolean {
  if (origin === undefined || allowed === "any") return true;
  return allowed ? allowed.includes(origin) : ORIGIN_ON_THIS_MACHINE.test(origin);
}

/** Why a browser that asks for this path is turned away, or null: `/app/{key}?protocol=7&client=js&version=8.6.0`. */
export function turnAway(path: string, app: App): TurnedAway | null {
  const [pathname = "", query] = path.split("?", 2);
  const asked = new URLSearchParams(query);
  const key = /^\/app\/([^/]+)\/?$/.exec(pathname)?.[1];
  if (key === undefined) return { code: 4005, message: "Path not found" };
  const protocol = asked.get("protocol");
  if (protocol === null) return { code: 4008, message: "No protocol version supplied" };
  if (!/^[4-7]$/.test(protocol)) return { code: 4007, message: "Unsupported protocol version" };
  if (!/^\d+\.\d+/.test(asked.get("version") ?? "0.0")) return { code: 4006, message: "Invalid version string format" };
  if (key !== app.key) return { code: 4001, message: "There is no app with this key" };
  return null;
}
