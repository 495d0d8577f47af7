import { isPresence } from "../channel-name";
import { malformed, ok, type Answer } from "./answer";
import { attributesIn, channelInfo, unknownAttribute } from "./channel-info";
import type { Route } from "./route";

/** `GET /channels`. */
export const listChannels: Route["answer"] = ({ hub, call }) => {
  const prefix = call.query.get("filter_by_prefix") ?? "";
  const asked = attributesIn(call.query.get("info"));
  const refusal = refuseAttributes(asked, isPresence(prefix));
  if (refusal) return refusal;
  const names = hub.channels.names().filter((name) => name.startsWith(prefix));
  return ok({ channels: Object.fromEntries(names.map((name) => [name, channelInfo(hub.channels, name, asked)])) });
};

/** `GET /channels/{channel}`. */
export const describeChannel: Route["answer"] = ({ hub, call, subject }) => {
  const asked = attributesIn(call.query.get("info"));
  const refusal = refuseAttributes(asked, isPresence(subject));
  if (refusal) return refusal;
  return ok({ occupied: hub.channels.listeners(subject).size > 0, ...channelInfo(hub.channels, subject, asked) });
};

/** `GET /channels/{channel}/users`. */
export const listUsers: Route["answer"] = ({ hub, subject }) => {
  if (!isPresence(subject)) return malformed("Users can only be retrieved for presence channels");
  return ok({ users: [...hub.channels.members(subject).keys()].map((id) => ({ id })) });
};

function refuseAttributes(asked: readonly string[], presence: boolean): Answer | null {
  const unknown = unknownAttribute(asked);
  if (unknown !== undefined) return malformed(`Unknown info attribute: ${unknown}`);
  return asked.includes("user_count") && !presence ? malformed("user_count is only known for presence channels") : null;
}
