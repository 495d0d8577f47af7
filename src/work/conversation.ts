import { bringsMedia } from "@/conversation/media";
import { announce, type Audience } from "@/conversation/server/announce";
import type { Lane, LaneKind } from "@/platform/lanes/lane";
import { announceEvents } from "./announce-events";
import { countLostTry } from "./heads";
import { headOf, nextInput } from "./next-input";
import { sendBubble } from "./send-bubble";
import { takeStep, type Step } from "./take-step";
import { tellRead } from "./tell-read";
import { typing } from "./typing";
import { wakeLanes } from "./wake-lanes";

/**
 * A conversation: first everything that was said, in order, each in one transaction with what the flow makes of it; then
 * what is to be sent, one bubble after another, looking for something new between two.
 */
export const conversationLane: LaneKind = {
  handicap: 0,
  async work(lane, mayGoOn) {
    const bot = typing();
    await countLostTry(lane, async (sql) => headOf((await nextInput(sql, lane.key)).input));
    try {
      while (mayGoOn()) {
        const { step, audience } = await takeStep(lane);
        if (step.did === "nothing") {
          if (step.lacksUpload) await wakeLanes(audience.organizationId, "media", [lane.key]);
          return { wakeAt: step.wakeAt };
        }
        await follow(lane, { step, audience, bot });
      }
      return { wakeAt: new Date() };
    } finally {
      bot.stop();
    }
  },
};

/** What comes after the commit of a step: the screens are told, and what was taken is sent. */
async function follow(
  lane: Lane,
  {
    step,
    audience,
    bot,
  }: { step: Exclude<Step, { did: "nothing" }>; audience: Audience; bot: ReturnType<typeof typing> },
): Promise<void> {
  if (step.did === "fail") return;
  if (step.did === "take-bubble") {
    announce(step.taken.changes, audience);
    if (step.taken.bubble) announce(await sendBubble(lane, step.taken.bubble), audience);
    return;
  }
  announce(step.changes, audience);
  announceEvents(step.events, audience);
  if (step.calls) await wakeLanes(audience.organizationId, "http", [lane.key]);
  if (bringsMedia(step.changes)) await wakeLanes(audience.organizationId, "media", [lane.key]);
  if (!step.starts) return;
  bot.start({ ...step.starts, ...audience });
  if (step.starts.marks) void tellRead(audience.organizationId, step.starts.marks);
}
