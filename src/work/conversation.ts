import { announce, type Audience } from "@/conversation/server/announce";
import type { Sql } from "@/platform/db/door";
import { sqlInOrganization } from "@/platform/db/in-organization";
import { holdLane } from "@/platform/lanes/hold";
import { LeaseLost, type Lane, type LaneKind } from "@/platform/lanes/lane";
import { announceEvents } from "./announce-events";
import { loadScene, type Scene } from "./load-scene";
import { countTry, keepError, MOST_TRIES } from "./mark-event";
import { nextInput, nextTimerAt } from "./next-input";
import { sendBubble } from "./send-bubble";
import { takeBubble, type TakenBubble } from "./take-bubble";
import { takeIn, type TakenIn } from "./take-in";
import { tellRead } from "./tell-read";
import { typing } from "./typing";

/** What one step of a conversation came to. The next one is taken at once, unless there is nothing to do. */
type Step =
  | ({ readonly did: "take-in" } & TakenIn)
  | { readonly did: "take-bubble"; readonly taken: TakenBubble }
  | { readonly did: "nothing"; readonly wakeAt: Date | null };

/**
 * A conversation: first everything that was said, in order, each in one transaction with what the flow makes of it; then
 * what is to be sent, one bubble after another, looking for something new between two. What fails to be taken in does not
 * keep bubbles from leaving: it fails the lane once they have.
 */
export const conversationLane: LaneKind = {
  handicap: 0,
  async work(lane, mayGoOn) {
    const bot = typing();
    let failure: { readonly error: unknown } | undefined;
    if (lane.attempts > 1) await countTry(lane);
    try {
      while (mayGoOn()) {
        const { step, audience } = await takeStep(lane, { takesIn: !failure }).catch((error: unknown) => {
          if (failure || error instanceof LeaseLost) throw error;
          failure = { error };
          return takeStep(lane, { takesIn: false });
        });
        if (step.did === "nothing") {
          if (failure) throw failure.error;
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
  if (step.did === "take-bubble") {
    announce(step.taken.changes, audience);
    if (step.taken.bubble) announce(await sendBubble(lane, step.taken.bubble), audience);
    return;
  }
  announce(step.changes, audience);
  announceEvents(step.events, audience);
  if (!step.starts) return;
  bot.start({ ...step.starts, ...audience });
  if (step.starts.marks) void tellRead(audience.organizationId, step.starts.marks);
}

async function takeStep(lane: Lane, { takesIn }: { takesIn: boolean }): Promise<{ step: Step; audience: Audience }> {
  let working: string | undefined;
  try {
    return await sqlInOrganization(lane.organizationId ?? "", async (sql) => {
      await holdLane(sql, lane);
      const scene = await loadScene(sql, lane.key);
      if (!scene) return { step: { did: "nothing", wakeAt: null }, audience: { organizationId: "", epoch: 0 } };
      const audience = { organizationId: scene.organizationId, epoch: scene.epoch };
      const input = takesIn ? await nextInput(sql, lane.key, { goesOn: lane.attempts <= MOST_TRIES }) : null;
      working = input?.what === "event" ? input.id : undefined;
      const step: Step = input ? { did: "take-in", ...(await takeIn(sql, scene, input)) } : await sendStep(sql, scene);
      return { step, audience };
    });
  } catch (error) {
    if (working && !(error instanceof LeaseLost)) await keepError(lane, working, error);
    throw error;
  }
}

async function sendStep(sql: Sql, scene: Scene): Promise<Step> {
  const taken = await takeBubble(sql, scene);
  if (taken.bubble || taken.changes.length > 0) return { did: "take-bubble", taken };
  const timer = await nextTimerAt(sql, scene.conversationId);
  const { until } = taken;
  const wakeAt = timer && until ? new Date(Math.min(timer.getTime(), until.getTime())) : (timer ?? until);
  return { did: "nothing", wakeAt };
}
