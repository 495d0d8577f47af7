import { followMessages } from "@/campaign/server/follow-message";
import type { Change } from "@/conversation/change";
import { sqlInOrganization } from "@/platform/db/in-organization";
import { holdLane } from "@/platform/lanes/hold";
import type { Lane } from "@/platform/lanes/lane";
import { withLogFields } from "@/platform/log-fields";
import { count } from "@/platform/metrics/count";
import { compose } from "@/whatsapp/compose";
import { sendMessage } from "@/whatsapp/server/graph";
import { insist } from "./insist";
import { registerIfNeeded } from "./register-if-needed";
import { sendOutcome } from "./send-outcome";
import { settleBubble, type Answer } from "./settle-bubble";
import type { BubbleToSend } from "./take-bubble";

/** Phases (ii) and (iii) of a send: the call, and what it came to. The attempt is on record, so a crash in between shows. */
export function sendBubble(lane: Lane, bubble: BubbleToSend): Promise<readonly Change[]> {
  const { messageId, connectionId } = bubble;
  return withLogFields({ messageId, connectionId }, () => send(lane, bubble));
}

async function send(lane: Lane, bubble: BubbleToSend): Promise<readonly Change[]> {
  const answer = await callGraph(bubble).then((first) => registerIfNeeded(lane.organizationId ?? "", bubble, first));
  count("recado_sends_total", { outcome: sendOutcome(answer) });
  return insist(() =>
    sqlInOrganization(lane.organizationId ?? "", async (sql) => {
      await holdLane(sql, lane);
      const changes = await settleBubble(sql, bubble, answer);
      await followMessages(sql, [bubble.messageId]);
      return changes;
    }),
  );
}

async function callGraph({ message, messageId, repliesTo, to, connection }: BubbleToSend): Promise<Answer> {
  const envelope = { to: { phone: to.waId, userId: to.userId }, callbackData: messageId, repliesTo };
  const composed = compose(message, envelope);
  if (!composed.ok) return { kind: "not-composed", problems: composed.problems };
  return sendMessage({ connection, body: composed.body });
}
