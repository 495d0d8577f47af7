import { followMessages } from "@/campaign/server/follow-message";
import type { Change } from "@/conversation/change";
import { announce } from "@/conversation/server/announce";
import { applyStatuses } from "@/conversation/server/apply-statuses";
import type { Sql } from "@/platform/db/door";
import { sqlInOrganization } from "@/platform/db/in-organization";
import { ring } from "@/platform/lanes/alarm-bell";
import { holdLane } from "@/platform/lanes/hold";
import { isPassing } from "@/platform/lanes/is-passing";
import { LeaseLost, type Lane, type LaneKind } from "@/platform/lanes/lane";
import { wake } from "@/platform/lanes/wake";
import { toStatus } from "@/whatsapp/webhook/to-status";
import { announceEvents, type WorkedEvent } from "./announce-events";
import { countLostTry, MOST_TRIES, noteFailure, type Head } from "./heads";
import { markEvent } from "./mark-event";

const BATCH = 100;

interface StatusEvent {
  readonly id: string;
  readonly tries: number;
  readonly connectionId: string;
  readonly payload: unknown;
}

interface Worked {
  readonly changes: readonly Change[];
  readonly events: readonly WorkedEvent[];
  /** Conversations in which something waited for a report. */
  readonly settled: readonly string[];
  readonly epoch: number;
}

/** What became of our messages, many reports in one transaction. After a failure one by one, so that only the bad one waits. */
export const statusLane: LaneKind = {
  handicap: 0,
  async work(lane, mayGoOn) {
    const organizationId = lane.organizationId ?? "";
    await countLostTry(lane, async (sql) => headIn(await nextStatuses(sql, lane.key, 1)));
    let size = lane.isTakenOver ? 1 : BATCH;
    for (;;) {
      const worked = await workBatch(lane, size);
      if (worked === "failed") {
        size = 1;
        continue;
      }
      const { changes, events, settled, epoch } = worked;
      await wakeSettled(organizationId, settled);
      announce(changes, { organizationId, epoch });
      announceEvents(events, { organizationId, epoch });
      if (events.length < size) return { wakeAt: await retryAt(organizationId, lane.key) };
      if (!mayGoOn()) return { wakeAt: new Date() };
    }
  },
};

async function workBatch(lane: Lane, size: number): Promise<Worked | "failed"> {
  let reported: readonly StatusEvent[] = [];
  try {
    return await sqlInOrganization(lane.organizationId ?? "", async (sql) => {
      await holdLane(sql, lane);
      const [organization] = await sql.query<{ epoch: number }>("select epoch from organizations");
      const epoch = organization?.epoch ?? 1;
      reported = await nextStatuses(sql, lane.key, size);
      const [head] = reported;
      if (head && head.tries >= MOST_TRIES) {
        await markEvent(sql, head.id, { state: "failed", outcome: `gave up after ${MOST_TRIES} tries` });
        return { changes: [], events: [{ id: head.id, kind: "status", state: "failed" }], settled: [], epoch };
      }
      return { ...(await applyAll(sql, reported)), events: reported.map(toWorked), epoch };
    });
  } catch (error) {
    const head = headIn(reported);
    if (!head || error instanceof LeaseLost || isPassing(error)) throw error;
    if (size === 1) await noteFailure(lane, head, error);
    return "failed";
  }
}

const headIn = ([head]: readonly StatusEvent[]): Head | null =>
  head ? { id: head.id, table: "webhook_events" } : null;

const toWorked = ({ id }: StatusEvent): WorkedEvent => ({ id, kind: "status", state: "processed" });

const nextStatuses = (sql: Sql, laneKey: string, size: number) =>
  sql.query<StatusEvent>(
    `select id, tries, connection_id as "connectionId", payload from webhook_events
     where lane_kind = 'status' and lane_key = $1 and state = 'received' and (retry_at is null or retry_at <= clock_timestamp())
     order by position limit $2`,
    [laneKey, size],
  );

/** When the first of those that failed is tried again. Reports merge in any order: the others do not wait for it. */
const retryAt = (organizationId: string, laneKey: string): Promise<Date | null> =>
  sqlInOrganization(organizationId, async (sql) => {
    const [next] = await sql.query<{ at: Date | null }>(
      "select min(retry_at) as at from webhook_events where lane_kind = 'status' and lane_key = $1 and state = 'received'",
      [laneKey],
    );
    return next?.at ?? null;
  });

async function applyAll(sql: Sql, events: readonly StatusEvent[]): Promise<Pick<Worked, "changes" | "settled">> {
  const [first] = events;
  if (!first) return { changes: [], settled: [] };
  const reports = events.flatMap(({ id, payload }) => {
    const report = toStatus(payload);
    return report ? [{ id, report }] : [];
  });
  const applied = await applyStatuses(
    sql,
    first.connectionId,
    reports.map(({ report }) => report),
  );
  const outcomes = new Map(reports.map(({ id }, index) => [id, applied[index]?.outcome]));
  for (const { id } of events) {
    const outcome = outcomes.get(id);
    await markEvent(
      sql,
      id,
      outcome ? { state: "processed", outcome } : { state: "ignored", outcome: "names no status" },
    );
  }
  await followMessages(
    sql,
    applied.flatMap(({ messageId }) => messageId ?? []),
  );
  const settled = applied.filter((one) => one.settled).flatMap(({ changes }) => changes);
  return {
    changes: applied.flatMap(({ changes }) => changes),
    settled: settled.map(({ conversation }) => conversation.conversationId),
  };
}

/** In a transaction of its own: together with the status lane's, lanes would be locked in another order than elsewhere. */
async function wakeSettled(organizationId: string, conversationIds: readonly string[]): Promise<void> {
  if (conversationIds.length === 0) return;
  const alarms = conversationIds.map((key) => ({ kind: "conversation", key, organizationId }));
  await sqlInOrganization(organizationId, (sql) => wake(sql, alarms));
  ring();
}
