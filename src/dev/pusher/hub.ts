import { createChannels, type Channels } from "./channels";
import type { Connection } from "./connection";
import type { Member } from "./presence";
import type { App } from "./signature";

/** Everything the server knows: its app, who is connected, who signed in, who listens to what. */
export interface Hub {
  readonly app: App;
  readonly connections: Set<Connection>;
  readonly users: Map<Connection, Member>;
  readonly channels: Channels;
}

export const createHub = (app: App): Hub => ({
  app,
  connections: new Set(),
  users: new Map(),
  channels: createChannels(),
});

export function forget(hub: Hub, connection: Connection): void {
  hub.connections.delete(connection);
  hub.users.delete(connection);
  hub.channels.leaveAll(connection);
}

export const connectionsOf = (hub: Hub, userId: string): readonly Connection[] =>
  [...hub.connections].filter((connection) => hub.users.get(connection)?.user_id === userId);
