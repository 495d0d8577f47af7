import { callHttp, type HttpOutcome } from "@/platform/http";
import type { LaneKind } from "@/platform/lanes/lane";
import { log } from "@/platform/log";
import { observe, secondsSince } from "@/platform/metrics/count";
import { insist } from "./insist";
import { revealRequest } from "./reveal-request";
import { settleCall } from "./settle-call";
import { takeCall, type CallToMake } from "./take-call";
import { wakeLanes } from "./wake-lanes";

/** The calls that a conversation's flow waits for. A lane of their own: who answers slowly does not hold up the customer. */
export const httpLane: LaneKind = {
  handicap: 0,
  part: 0.5,
  async work(lane, mayGoOn) {
    while (mayGoOn()) {
      const taken = await takeCall(lane);
      if (taken.do === "rest") return { wakeAt: taken.until };
      let told = taken.do === "tell" ? taken.conversationId : null;
      if (taken.do === "call") {
        const outcome = await makeCall(taken.call);
        told = await insist(() => settleCall(lane, taken.call, outcome));
      }
      if (told !== null) await wakeLanes(lane.organizationId ?? "", "conversation", [told]);
    }
    return { wakeAt: new Date() };
  },
};

/** Phase (ii) of a call. The attempt is on record, so that a crash in between shows. Only here secrets stand in the clear. */
export async function makeCall(call: CallToMake): Promise<HttpOutcome> {
  const start = performance.now();
  const outcome = await callHttp(revealRequest(call, call.secrets));
  observe("recado_http_call_seconds", { outcome: outcome.kind }, secondsSince(start));
  if (outcome.kind !== "answered") {
    const { kind: came, ...rest } = outcome;
    log.info({ callId: call.id, attempts: call.attempts, came, ...rest }, "A flow's call got no answer");
  }
  return outcome;
}
