import { z } from "zod";
import type { Connection } from "../connection";
import type { Hub } from "../hub";
import { refuse, type Refusal } from "./refusal";

const request = z.object({ channel: z.string() });

/** `pusher:unsubscribe`. */
export function unsubscribe(hub: Hub, connection: Connection, data: unknown): Refusal | null {
  const channel = request.safeParse(data).data?.channel ?? "";
  if (!hub.channels.listeners(channel).has(connection)) return refuse(`No current subscription to channel ${channel}`);
  hub.channels.leave(connection, channel);
  return null;
}
