import { parseChannel, type ParsedChannel } from "../channel";
import { excerpt } from "../excerpt";
import { pusherApi } from "./pusher-api";

export type Authorization =
  | { readonly status: 200; readonly body: { readonly auth: string; readonly channel_data?: string } }
  /** 400: no socket or channel can have such a name. 403: not for this user. */
  | { readonly status: 400 | 403 };

const SOCKET_ID = /^\d+\.\d+$/;
const CHANNEL_NAME = /^[A-Za-z0-9_\-=@,.;]{1,164}$/;
/** Pusher takes 1 KB about a member. */
const NAME_LENGTH = 100;

/**
 * Answers a browser that asks to hear a channel; `mayHear` looks up the channel's row and the membership.
 * A signature never expires, so nothing but our own channels is ever signed.
 */
export async function authorizeSubscription({
  userId,
  socketId,
  channelName,
  mayHear,
}: {
  readonly userId: string;
  readonly socketId: string;
  readonly channelName: string;
  readonly mayHear: (channel: ParsedChannel, userId: string) => Promise<{ readonly name: string } | null>;
}): Promise<Authorization> {
  if (!SOCKET_ID.test(socketId) || !CHANNEL_NAME.test(channelName)) return { status: 400 };
  const channel = parseChannel(channelName);
  const listener = channel && (await mayHear(channel, userId));
  if (!listener) return { status: 403 };
  const member = { user_id: userId, user_info: { name: excerpt(listener.name, NAME_LENGTH).text } };
  const presence = channel.kind === "presence" ? member : undefined;
  return { status: 200, body: pusherApi().authorizeChannel(socketId, channelName, presence) };
}
