import { announce, type Audience } from "@/conversation/server/announce";
import { sqlInOrganization } from "@/platform/db/in-organization";
import { holdLane } from "@/platform/lanes/hold";
import { LeaseLost, type Lane, type LaneKind } from "@/platform/lanes/lane";
import { log } from "@/platform/log";
import { markRead } from "@/whatsapp/server/graph";
import { announceEvents } from "./announce-events";
import { loadScene, type Scene } from "./load-scene";
import { MOST_TRIES, noteTry } from "./mark-event";
import { nextInput, nextTimerAt } from "./next-input";
import { sendBubble } from "./send-bubble";
import { takeBubble, type TakenBubble } from "./take-bubble";
import { takeIn, type TakenIn } from "./take-in";
import { typing } from "./typing";

/** What one step of a conversation came to. The next one is taken at once, unless there is nothing to do. */
type Step =
  | ({ readonly did: "take-in" } & TakenIn)
  | { readonly did: "take-bubble"; readonly taken: TakenBubble }
  | { readonly did: "nothing"; readonly wakeAt: Date | null };

/**
 * A conversation: first everything that was said, in order, each in one transaction with what the flow makes of it; then
 * what is to be sent, one bubble after another, looking for something new between two.
 */
export const conversationLane: LaneKind = {
  handicap: 0,
  async work(lane) {
    const bot = typing();
    try {
      for (let first = true; ; first = false) {
        const { step, audience } = await takeStep(lane, first && lane.attempts > MOST_TRIES);
        if (step.did === "nothing") return { wakeAt: step.wakeAt };
        announce(step.did === "take-in" ? step.changes : step.taken.changes, audience);
        if (step.did === "take-in") {
          announceEvents(step.events, audience);
          if (step.starts) bot.start({ ...step.starts, ...audience });
          if (step.starts?.markRead) void tellRead(step.starts.markRead);
        } else if (step.taken.bubble) {
          announce(await sendBubble(lane, step.taken.bubble), audience);
        }
      }
    } finally {
      bot.stop();
    }
  },
};

/** Holds up nothing: a read mark that is not taken is only logged. */
async function tellRead(mark: Parameters<typeof markRead>[0]): Promise<void> {
  const marked = await markRead(mark);
  if (marked.kind !== "done") log.info({ answer: marked }, "A message could not be marked as read");
}

async function takeStep(lane: Lane, isWornOut: boolean): Promise<{ step: Step; audience: Audience }> {
  let working: string | undefined;
  try {
    return await sqlInOrganization(lane.organizationId ?? "", async (sql) => {
      await holdLane(sql, lane);
      const scene = await loadScene(sql, lane.key);
      if (!scene) return { step: { did: "nothing", wakeAt: null }, audience: { organizationId: "", epoch: 0 } };
      const audience = { organizationId: scene.organizationId, epoch: scene.epoch };
      const input = await nextInput(sql, lane.key);
      if (input) {
        working = input.what === "event" ? input.id : undefined;
        return { step: { did: "take-in", ...(await takeIn(sql, scene, { input, isWornOut })) }, audience };
      }
      const taken = await takeBubble(sql, scene);
      if (taken.bubble || taken.changes.length > 0) return { step: { did: "take-bubble", taken }, audience };
      return { step: { did: "nothing", wakeAt: await restOf(sql, scene, taken.until) }, audience };
    });
  } catch (error) {
    if (working && !(error instanceof LeaseLost)) await keepError(lane, working, error);
    throw error;
  }
}

async function restOf(sql: Parameters<typeof nextTimerAt>[0], scene: Scene, until: Date | null): Promise<Date | null> {
  const timer = await nextTimerAt(sql, scene.conversationId);
  return timer && until ? new Date(Math.min(timer.getTime(), until.getTime())) : (timer ?? until);
}

/** The error is already on its way to the log: this is for the people who look at the event. */
async function keepError(lane: Lane, eventId: string, error: unknown): Promise<void> {
  await sqlInOrganization(lane.organizationId ?? "", (sql) => noteTry(sql, eventId, error)).catch((cause: unknown) => {
    log.warn({ err: cause, event: eventId }, "Why an event failed could not be kept");
  });
}
