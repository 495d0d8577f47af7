import type { LaneKinds } from "@/platform/lanes/lane";
import { conversationLane } from "./conversation";
import { httpLane } from "./http-call";
import { mediaLane } from "./media";
import { statusLane } from "./status";
import { upkeepLane } from "./upkeep";

/** Every kind of lane there is and who works it. */
export const laneKinds: LaneKinds = {
  conversation: conversationLane,
  http: httpLane,
  media: mediaLane,
  status: statusLane,
  upkeep: upkeepLane,
};
