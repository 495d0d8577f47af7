import { z } from "zod";
import type { Connection } from "../connection";
import { fromJson } from "../from-json";
import type { Hub } from "../hub";
import { vouchesFor } from "../signature";
import { refuse, type Refusal } from "./refusal";

const request = z.object({ auth: z.string(), user_data: z.string() });
const identity = z.object({ id: z.string().min(1), user_info: z.unknown().optional() });
const UNAUTHORISED = 4009;

/** `pusher:signin`. A wrong signature ends the connection. */
export function signIn(hub: Hub, connection: Connection, data: unknown): Refusal | null {
  const { auth = "", user_data = "" } = request.safeParse(data).data ?? {};
  const text = `${connection.socketId}::user::${user_data}`;
  const user = vouchesFor(hub.app, { auth, text }) ? identity.safeParse(fromJson(user_data)).data : undefined;
  if (!user) {
    connection.close(UNAUTHORISED, "Connection not authorized");
    return null;
  }
  const before = hub.users.get(connection);
  if (before && before.user_id !== user.id) return refuse("Already signed in as a different user", UNAUTHORISED);
  hub.users.set(connection, { user_id: user.id, user_info: user.user_info });
  connection.send("pusher:signin_success", { data: JSON.stringify({ user_data }) });
  return null;
}
