import type { LaneKind, LaneKinds } from "@/platform/lanes/lane";
import { withLogFields } from "@/platform/log-fields";
import { conversationLane } from "./conversation";
import { httpLane } from "./http-call";
import { mediaLane } from "./media";
import { statusLane } from "./status";
import { upkeepLane } from "./upkeep";

/** Every kind of lane there is and who works it. */
export const laneKinds: LaneKinds = {
  conversation: ofConversation(conversationLane),
  http: ofConversation(httpLane),
  media: ofConversation(mediaLane),
  status: statusLane,
  upkeep: upkeepLane,
};

/** A kind whose lanes have the key of a conversation: what is logged names it. */
function ofConversation(kind: LaneKind): LaneKind {
  return {
    ...kind,
    work: (lane, mayGoOn) => withLogFields({ conversationId: lane.key }, () => kind.work(lane, mayGoOn)),
  };
}
