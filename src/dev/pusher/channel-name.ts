import { LIMITS } from "./limits";

const NAME = /^[A-Za-z0-9_\-=@,.;]+$/;
const SERVER_TO_USER = "#server-to-user-";

export const isChannelName = (name: string): boolean => name.length <= LIMITS.channelNameLength && NAME.test(name);

export const isPresence = (name: string): boolean => name.startsWith("presence-");

export const needsAuth = (name: string): boolean => name.startsWith("private-") || isPresence(name);

/** The server could not read what clients send on an encrypted channel, so hosted Pusher relays none there. */
export const relaysClientEvents = (name: string): boolean => needsAuth(name) && !name.startsWith("private-encrypted-");

/** The user whose own channel this is, if it is one. */
export const userOfChannel = (name: string): string | null =>
  name.startsWith(SERVER_TO_USER) ? name.slice(SERVER_TO_USER.length) : null;
