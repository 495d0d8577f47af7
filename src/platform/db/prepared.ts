import { createHash } from "node:crypto";
import type { QueryConfig } from "pg";
import { env } from "../env";

// By role too: a plan that was made for one role is made anew when another one asks, each time. By its text, since the bundle of
// the front and Next's own bundle each load this file, and share the connections.
const names = { recado_tenant: new Map<string, string>(), recado_system: new Map<string, string>() };

/** More texts than there are in the code: one that is composed of values would fill the server's memory. */
const MOST_NAMES = 500;

/**
 * A statement that the server parses and plans once per connection, which takes it longer than doing it. Not where
 * DIRECT_DATABASE_URL says that DATABASE_URL leads through a pooler: there nothing may rely on what a connection remembers.
 */
export function prepared(text: string, role: keyof typeof names, values: readonly unknown[]): QueryConfig {
  const query = { text, values: [...values] };
  const { DATABASE_URL, DIRECT_DATABASE_URL = DATABASE_URL, VERCEL } = env();
  if (VERCEL || DIRECT_DATABASE_URL !== DATABASE_URL) return query;
  const named = names[role];
  const name = named.get(text) ?? (named.size < MOST_NAMES ? `${role}_${hashOf(text)}` : undefined);
  if (name === undefined) return query;
  named.set(text, name);
  return { ...query, name };
}

const hashOf = (text: string): string => createHash("sha256").update(text).digest("base64url").slice(0, 32);
