import type { Context, FlowEnv } from "./session";
import { copyOf } from "./variable";
import { zonedTime } from "./zoned-time";

/** What templates and expressions may read. */
export interface Readable {
  readonly variables: Record<string, unknown>;
  readonly timeZone: string;
}

/** The session's own variables, and over them the names that always mean the world. */
export function readableOf(context: Context, env: FlowEnv): Readable {
  const { name, phone, attributes, tags } = env.contact;
  const variables = Object.assign(Object.create(null) as Record<string, unknown>, context, {
    contact: { name, phone, attributes, tags },
    organization: env.organization,
    flow: env.flow,
  });
  // Few flows read the time, and telling it in a zone is slow.
  Object.defineProperty(variables, "now", { get: () => zonedTime(env.now, env.timeZone), enumerable: true });
  // As it is when it is read: what is written later, and into it, is none of the reader's.
  Object.defineProperty(variables, "context", { get: () => copyOf(context), enumerable: true });
  return { variables, timeZone: env.timeZone };
}

/** Keeps it true after a write into that context: copying it for every variable would cost more than the rest of a move. */
export function refresh({ variables }: Readable, context: Context, path: string): void {
  const dot = path.indexOf(".");
  const name = dot < 0 ? path : path.slice(0, dot);
  variables[name] = context[name];
}
