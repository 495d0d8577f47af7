import type { HttpResult } from "@/flow/http-call";
import type { Sql } from "@/platform/db/door";
import { sqlInOrganization } from "@/platform/db/in-organization";
import type { HttpOutcome } from "@/platform/http";
import { holdLane } from "@/platform/lanes/hold";
import type { Lane } from "@/platform/lanes/lane";
import { resultOf, retrySecondsOf } from "./http-result";
import type { CallToMake } from "./take-call";

/**
 * Phase (iii) of a call: writes down what it came to, or when it is made again. Gives the conversation that has its answer now;
 * null when it has none, or asks for none any more.
 */
export function settleCall(lane: Lane, call: CallToMake, outcome: HttpOutcome): Promise<string | null> {
  return sqlInOrganization(lane.organizationId ?? "", async (sql) => {
    await holdLane(sql, lane);
    const seconds = retrySecondsOf(call.request, call.attempts, outcome);
    if (seconds === null) return finishCall(sql, call.id, resultOf(outcome, call.secrets.values()));
    await sql.query(
      `update http_calls set attempted_at = null, next_attempt_at = clock_timestamp() + make_interval(secs => $2)
       where id = $1 and state = 'pending'`,
      [call.id, seconds],
    );
    return null;
  });
}

/** Ends a call. Gives its conversation, unless the call is gone: its session moved on. */
export async function finishCall(sql: Sql, id: string, result: HttpResult): Promise<string | null> {
  const [row] = await sql.query<{ conversationId: string }>(
    `update http_calls set state = 'done', result = $2, done_at = clock_timestamp(), attempted_at = null, next_attempt_at = null
     where id = $1 and state = 'pending' returning conversation_id as "conversationId"`,
    [id, result],
  );
  return row?.conversationId ?? null;
}
