import { isPresence } from "./channel-name";
import type { Connection } from "./connection";
import { membersOf, roster, type Member } from "./presence";

export interface ChannelEvent {
  readonly channel: string;
  readonly event: string;
  readonly data: unknown;
  /** Who sent it, on a presence channel. */
  readonly user_id?: string | undefined;
}

/** Each listener of a channel, with who it is there if the channel has presence. */
type Listeners = Map<Connection, Member | null>;
const NOBODY: ReadonlyMap<Connection, Member | null> = new Map();

export type Channels = ReturnType<typeof createChannels>;

/** Who listens to which channel, and the way to reach them. A channel exists while it has a listener. */
export function createChannels() {
  const channels = new Map<string, Listeners>();
  const listeners = (channel: string) => channels.get(channel) ?? NOBODY;
  const members = (channel: string) => membersOf(listeners(channel));

  function deliver(event: ChannelEvent, exceptSocketId?: string): void {
    const frame = JSON.stringify(event);
    for (const connection of listeners(event.channel).keys()) {
      if (connection.socketId !== exceptSocketId) connection.sendFrame(frame);
    }
  }

  function join(connection: Connection, { channel, member }: { channel: string; member: Member | null }): void {
    const isNew = member !== null && !members(channel).has(member.user_id);
    const joined: Listeners = channels.get(channel) ?? new Map<Connection, Member | null>();
    channels.set(channel, joined.set(connection, member));

    const data = isPresence(channel) ? roster(members(channel)) : "{}";
    connection.send("pusher_internal:subscription_succeeded", { channel, data });
    if (!isNew) return;
    deliver({ channel, event: "pusher_internal:member_added", data: JSON.stringify(member) }, connection.socketId);
  }

  function leave(connection: Connection, channel: string): void {
    const joined = channels.get(channel);
    const member = joined?.get(connection);
    joined?.delete(connection);
    if (joined?.size === 0) channels.delete(channel);
    if (!member || members(channel).has(member.user_id)) return;
    deliver({ channel, event: "pusher_internal:member_removed", data: JSON.stringify({ user_id: member.user_id }) });
  }

  const names = () => [...channels.keys()];
  const leaveAll = (connection: Connection) => names().forEach((channel) => leave(connection, channel));
  return { listeners, members, deliver, join, leave, leaveAll, names };
}
