import { z } from "zod";
import { isChannelName, isPresence, needsAuth, userOfChannel } from "../channel-name";
import type { Connection } from "../connection";
import { fromJson } from "../from-json";
import type { Hub } from "../hub";
import { LIMITS } from "../limits";
import type { Member } from "../presence";
import { vouchesFor } from "../signature";
import { refuse, type Refusal } from "./refusal";

const request = z.object({
  channel: z.string().min(1),
  auth: z.string().nullish(),
  channel_data: z.string().nullish(),
});
type Request = z.infer<typeof request>;

const identity = z.object({
  user_id: z.union([z.string().min(1), z.number()]).transform(String),
  user_info: z.unknown().optional(),
});

/** `pusher:subscribe`. */
export function subscribe(hub: Hub, connection: Connection, data: unknown): Refusal | null {
  const asked = request.safeParse(data).data;
  if (!asked) return refuse("Missing channel name");
  const { channel } = asked;
  const member = isPresence(channel) ? memberFor(hub, connection, asked) : null;
  const refusal =
    refuseListener(hub, connection, asked) ?? (isPresence(channel) ? refuseMember(hub, channel, member) : null);
  if (!refusal) hub.channels.join(connection, { channel, member });
  return refusal;
}

function refuseListener(hub: Hub, connection: Connection, { channel, auth, channel_data }: Request): Refusal | null {
  if (hub.channels.listeners(channel).has(connection)) return refuse(`Existing subscription to channel ${channel}`);
  const user = userOfChannel(channel);
  if (user !== null) return hub.users.get(connection)?.user_id === user ? null : refuse(`Not signed in for ${channel}`);
  if (!isChannelName(channel)) return refuse("Invalid channel name");
  if (!needsAuth(channel)) return null;

  const text = [connection.socketId, channel, ...(channel_data ? [channel_data] : [])].join(":");
  return vouchesFor(hub.app, { auth: auth ?? "", text }) ? null : refuse(`Invalid signature of ${text}`);
}

/** Who the signed `channel_data` says it is; else who signed in. */
const memberFor = (hub: Hub, connection: Connection, { channel_data }: Request): Member | null =>
  (channel_data ? identity.safeParse(fromJson(channel_data)).data : hub.users.get(connection)) ?? null;

function refuseMember(hub: Hub, channel: string, member: Member | null): Refusal | null {
  if (!member) return refuse(`${channel} needs channel_data with a user_id, or a signed-in user`);
  const members = hub.channels.members(channel);
  const info = JSON.stringify(member.user_info ?? {});
  if (member.user_id.length > LIMITS.userIdLength) return refuse("The user_id is too long");
  if (Buffer.byteLength(info) > LIMITS.userInfoBytes) return refuse("The user_info is too large");
  if (members.size >= LIMITS.presenceMembers && !members.has(member.user_id)) return refuse(`${channel} is full`);
  return null;
}
