import { announce } from "@/conversation/server/announce";
import type { Lane, LaneKind } from "@/platform/lanes/lane";
import { count } from "@/platform/metrics/count";
import { fetchFile } from "./fetch-file";
import { insist } from "./insist";
import { sendOutcome } from "./send-outcome";
import { settleMedia } from "./settle-media";
import { takeMedia } from "./take-media";
import { takeUpload, type TakenUpload } from "./take-upload";
import { uploadFile } from "./upload-file";
import { settleUpload } from "./settle-upload";
import { wakeLanes } from "./wake-lanes";

/**
 * The files of a conversation, one after another: those that people wait for, on their way to Meta, before those of customers,
 * which are fetched. Later than conversations, and on few places: each may hold a whole file in
 * memory, and nobody waits for it to go on.
 */
export const mediaLane: LaneKind = {
  handicap: 5,
  part: 0.2,
  async work(lane, mayGoOn) {
    while (mayGoOn()) {
      const given = await takeUpload(lane);
      if (given) {
        await giveFile(lane, given);
        continue;
      }
      const taken = await takeMedia(lane);
      if (taken.do === "rest") return { wakeAt: taken.until };
      const outcome = await fetchFile(taken.media);
      count("recado_media_total", {
        direction: "in",
        outcome: outcome.kind === "trouble" ? outcome.trouble : outcome.kind,
      });
      const { changes, audience } = await insist(() => settleMedia(lane, taken.media, outcome));
      announce(changes, audience);
    }
    return { wakeAt: new Date() };
  },
};

/** Uploads a file, and wakes the conversation, whose message can leave or has failed now. */
async function giveFile(lane: Lane, { upload, changes, audience }: TakenUpload): Promise<void> {
  announce(changes, audience);
  if (upload) {
    const answer = await uploadFile(upload);
    count("recado_media_total", { direction: "out", outcome: sendOutcome(answer) });
    announce(await insist(() => settleUpload(lane, upload, answer)), audience);
  }
  await wakeLanes(audience.organizationId, "conversation", [lane.key]);
}
