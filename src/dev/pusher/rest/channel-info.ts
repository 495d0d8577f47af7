import { isPresence } from "../channel-name";
import type { Channels } from "../channels";

const ATTRIBUTES = ["user_count", "subscription_count"];

export const attributesIn = (info: string | undefined): readonly string[] => (info ?? "").split(",").filter(Boolean);

export const unknownAttribute = (asked: readonly string[]): string | undefined =>
  asked.find((name) => !ATTRIBUTES.includes(name));

/** The attributes of a channel that were asked for, as far as it has them. */
export function channelInfo(channels: Channels, channel: string, asked: readonly string[]): object {
  return {
    ...(asked.includes("user_count") && isPresence(channel) && { user_count: channels.members(channel).size }),
    ...(asked.includes("subscription_count") && { subscription_count: channels.listeners(channel).size }),
  };
}
