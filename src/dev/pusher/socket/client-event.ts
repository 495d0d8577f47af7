import { relaysClientEvents } from "../channel-name";
import type { Connection } from "../connection";
import type { Hub } from "../hub";
import { LIMITS } from "../limits";
import type { Frame } from "./frame";
import { refuse, type Refusal } from "./refusal";

const OVER_RATE = 4301;

/** `client-*`: from one subscriber to the others of a private or presence channel. */
export function relayClientEvent(hub: Hub, connection: Connection, { event, channel, data }: Frame): Refusal | null {
  if (channel === undefined || data === undefined) return refuse("A client event must have channel and data");
  if (!relaysClientEvents(channel)) return refuse("Client events are only supported on private and presence channels");
  const listeners = hub.channels.listeners(channel);
  if (!listeners.has(connection)) return refuse(`Client events need a subscription to ${channel}`);
  if (event.length > LIMITS.eventNameLength) return refuse("The event name is too long");
  const bytes = Buffer.byteLength(typeof data === "string" ? data : JSON.stringify(data));
  if (bytes > LIMITS.eventBytes) return refuse(`The data of this event exceeds ${LIMITS.eventBytes} bytes`);
  if (!connection.countClientEvent()) return refuse("The rate limit for client events is exceeded", OVER_RATE);
  hub.channels.deliver({ event, channel, data, user_id: listeners.get(connection)?.user_id }, connection.socketId);
  return null;
}
