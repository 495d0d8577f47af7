import type Pusher from "pusher";
import { parseChannel } from "../channel";
import { EVENTS, type EventData, type EventName } from "../event";

/** One event for one channel. */
export type Publication = {
  readonly [Name in EventName]: {
    readonly channel: string;
    readonly event: Name;
    readonly data: EventData<Name>;
    /** Whose own doing it is, and who therefore shall not hear it. */
    readonly exceptSocketId?: string | undefined;
    /** May wait up to a second to be told together with others about the same. */
    readonly patient?: boolean;
  };
}[EventName];

const LIMIT_BYTES = 10_240;
const SOCKET_ID = /^\d+\.\d+$/;

/**
 * A publication in the SDK's form, or why it cannot be sent. Pusher refuses a whole batch for one bad event, so
 * everything it would refuse is refused here; a socket id is a browser's word, and a bad one excludes nobody.
 */
export function encode({
  channel,
  event,
  data,
  exceptSocketId,
}: Publication): Pusher.BatchEvent | { readonly refused: string } {
  if (!parseChannel(channel)) return { refused: "the channel is none of ours" };
  const parsed = EVENTS[event].safeParse(data);
  if (!parsed.success)
    return { refused: parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; ") };
  const text = JSON.stringify(parsed.data);
  const bytes = Buffer.byteLength(text);
  if (bytes > LIMIT_BYTES) return { refused: `${bytes} bytes are over the limit of ${LIMIT_BYTES}` };
  const excluded = exceptSocketId !== undefined && SOCKET_ID.test(exceptSocketId);
  return { channel, name: event, data: text, ...(excluded && { socket_id: exceptSocketId }) };
}
