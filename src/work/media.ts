import { announce } from "@/conversation/server/announce";
import type { LaneKind } from "@/platform/lanes/lane";
import { fetchFile } from "./fetch-file";
import { insist } from "./insist";
import { settleMedia } from "./settle-media";
import { takeMedia } from "./take-media";

/**
 * The files of a conversation, one after another. Later than conversations, and on few places: each may hold a whole file in
 * memory, and nobody waits for it to go on.
 */
export const mediaLane: LaneKind = {
  handicap: 5,
  part: 0.2,
  async work(lane, mayGoOn) {
    while (mayGoOn()) {
      const taken = await takeMedia(lane);
      if (taken.do === "rest") return { wakeAt: taken.until };
      const outcome = await fetchFile(taken.media);
      const { changes, audience } = await insist(() => settleMedia(lane, taken.media, outcome));
      announce(changes, audience);
    }
    return { wakeAt: new Date() };
  },
};
