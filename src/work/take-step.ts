import type { Audience } from "@/conversation/server/announce";
import { failSession } from "@/flow/server/sessions";
import type { Sql } from "@/platform/db/door";
import { sqlInOrganization } from "@/platform/db/in-organization";
import { holdLane } from "@/platform/lanes/hold";
import { isPassing } from "@/platform/lanes/is-passing";
import { LeaseLost, type Lane } from "@/platform/lanes/lane";
import { log } from "@/platform/log";
import { noteFailure } from "./heads";
import { loadScene, type Scene } from "./load-scene";
import { headOf, nextInput, nextWakeAt, type Input } from "./next-input";
import { takeBubble, type TakenBubble } from "./take-bubble";
import { takeIn, type TakenIn } from "./take-in";

/** What one step of a conversation came to. The next one is taken at once, unless there is nothing to do. */
export type Step =
  | ({ readonly did: "take-in"; readonly input: Input } & TakenIn)
  | { readonly did: "take-bubble"; readonly taken: TakenBubble }
  /** What was next failed: it waits, and what is to be sent does not. */
  | { readonly did: "fail" }
  | { readonly did: "nothing"; readonly wakeAt: Date | null; readonly lacksUpload?: boolean };

interface Taken {
  readonly step: Step;
  readonly audience: Audience;
}

const NOBODY: Audience = { organizationId: "", epoch: 0 };

/** One transaction of a conversation: what is next is taken in, or, when there is nothing, what is to be sent is taken. */
export async function takeStep(lane: Lane): Promise<Taken> {
  const taking: { input: Input | null } = { input: null };
  try {
    return await sqlInOrganization(lane.organizationId ?? "", async (sql) => {
      await holdLane(sql, lane);
      const scene = await loadScene(sql, lane.key);
      if (!scene) return { step: { did: "nothing", wakeAt: null }, audience: NOBODY };
      const audience = { organizationId: scene.organizationId, epoch: scene.epoch };
      const next = await nextInput(sql, lane.key);
      const { input } = next;
      taking.input = input;
      const step: Step = input
        ? { did: "take-in", input, ...(await takeIn(sql, scene, input)) }
        : await sendStep(sql, scene, next.waitsUntil);
      return { step, audience };
    });
  } catch (error) {
    if (!taking.input || error instanceof LeaseLost || isPassing(error)) throw error;
    await noteFailed(lane, taking.input, error);
    return { step: { did: "fail" }, audience: NOBODY };
  }
}

async function noteFailed(lane: Lane, input: Input, error: unknown): Promise<void> {
  const head = headOf(input);
  if (head) return noteFailure(lane, head, error);
  log.error({ err: error }, "A flow could not go on after its conversation was handed back");
  if (input.what !== "handed-back") return;
  await sqlInOrganization(lane.organizationId ?? "", async (sql) => {
    await holdLane(sql, lane);
    await failSession(sql, input.sessionId, "hand-back-failed");
  });
}

async function sendStep(sql: Sql, scene: Scene, headWaitsUntil: Date | null): Promise<Step> {
  const taken = await takeBubble(sql, scene);
  if (taken.bubble || taken.changes.length > 0) return { did: "take-bubble", taken };
  const { until, lacksUpload = false } = taken;
  // A timer that is due stands behind a head that waits.
  const next = headWaitsUntil ?? (await nextWakeAt(sql, scene.conversationId));
  return {
    did: "nothing",
    lacksUpload,
    wakeAt: next && until ? new Date(Math.min(next.getTime(), until.getTime())) : (next ?? until),
  };
}
