import { excerpt } from "../excerpt";
import { pusherApi } from "./pusher-api";

const SOCKET_ID = /^\d+\.\d+$/;
/** Pusher takes 1 KB about a user. */
const NAME_LENGTH = 100;

/** Signs who a connection belongs to. Null: no socket can have such an id. */
export function authenticateUser(socketId: string, { id, name }: { readonly id: string; readonly name: string }) {
  if (!SOCKET_ID.test(socketId)) return null;
  return pusherApi().authenticateUser(socketId, { id, user_info: { name: excerpt(name, NAME_LENGTH).text } });
}
