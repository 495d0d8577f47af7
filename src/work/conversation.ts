import { bringsMedia } from "@/conversation/media";
import { announce, type Audience } from "@/conversation/server/announce";
import type { Lane, LaneKind } from "@/platform/lanes/lane";
import { letRun } from "@/platform/under-way";
import { traced, traceparent, type Traced } from "@/platform/trace";
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
      // What is said in answer to an event belongs to its trace.
      let origin: string | null = null;
      while (mayGoOn()) {
        const since = Date.now();
        const { step, audience } = await takeStep(lane);
        if (step.did === "nothing") {
          if (step.lacksUpload) await wakeLanes(audience.organizationId, "media", [lane.key]);
          return { wakeAt: step.wakeAt };
        }
        await traced({ ...spanOf(step, origin), since }, () => {
          if (step.did === "take-in") origin = traceparent();
          return follow(lane, { step, audience, bot });
        });
      }
      return { wakeAt: new Date() };
    } finally {
      bot.stop();
    }
  },
};

/** An event goes on with the trace of the request that brought it, across processes; a bubble with that of what it answers. */
function spanOf(step: Exclude<Step, { did: "nothing" }>, origin: string | null): Traced {
  if (step.did !== "take-in") return { name: step.did, parent: origin };
  const { what, ...input } = step.input;
  const attributes = { ...("id" in input && { [`${what}Id`]: input.id }) };
  return { name: what, kind: "consumer", attributes, parent: "traceparent" in input ? input.traceparent : null };
}

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
  if (step.starts.marks) letRun(tellRead(audience.organizationId, step.starts.marks));
}
