import type { LaneKinds } from "@/platform/lanes/worker";
import { conversationLane } from "./conversation";
import { statusLane } from "./status";
import { upkeepLane } from "./upkeep";

/** Every kind of lane there is and who works it. */
export const laneKinds: LaneKinds = { conversation: conversationLane, status: statusLane, upkeep: upkeepLane };
