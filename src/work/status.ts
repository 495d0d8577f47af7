import { followMessages } from "@/campaign/server/follow-message";
import type { Change } from "@/conversation/change";
import { announce } from "@/conversation/server/announce";
import { applyStatuses } from "@/conversation/server/apply-statuses";
import type { Sql } from "@/platform/db/door";
import { sqlInOrganization } from "@/platform/db/in-organization";
import { ring } from "@/platform/lanes/alarm-bell";
import { holdLane } from "@/platform/lanes/hold";
import type { Lane, LaneKind } from "@/platform/lanes/lane";
import { wake } from "@/platform/lanes/wake";
import { toStatus } from "@/whatsapp/webhook/to-status";
import { announceEvents, type WorkedEvent } from "./announce-events";
import { keepError, markEvent, MOST_TRIES } from "./mark-event";

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
    const size = lane.attempts > 1 ? 1 : BATCH;
    if (lane.attempts > 1) await countHeadTry(lane);
    for (;;) {
      const { changes, events, settled, epoch } = await workBatch(lane, size);
      await wakeSettled(organizationId, settled);
      announce(changes, { organizationId, epoch });
      announceEvents(events, { organizationId, epoch });
      if (events.length < size) return { wakeAt: null };
      if (!mayGoOn()) return { wakeAt: new Date() };
    }
  },
};

async function workBatch(lane: Lane, size: number): Promise<Worked> {
  let head: string | undefined;
  try {
    return await sqlInOrganization(lane.organizationId ?? "", async (sql) => {
      await holdLane(sql, lane);
      const [organization] = await sql.query<{ epoch: number }>("select epoch from organizations");
      const epoch = organization?.epoch ?? 1;
      const reported = await nextStatuses(sql, lane.key, size);
      head = reported[0]?.id;
      if (head && (reported[0]?.tries ?? 0) >= MOST_TRIES) {
        await markEvent(sql, head, { state: "failed", outcome: `gave up after ${MOST_TRIES} tries` });
        return { changes: [], events: [{ id: head, kind: "status", state: "failed" }], settled: [], epoch };
      }
      return { ...(await applyAll(sql, reported)), events: reported.map(toWorked), epoch };
    });
  } catch (error) {
    if (head) await keepError(lane, head, error);
    throw error;
  }
}

async function countHeadTry(lane: Lane): Promise<void> {
  await sqlInOrganization(lane.organizationId ?? "", async (sql) => {
    const [head] = await nextStatuses(sql, lane.key, 1);
    if (head) await sql.query("update webhook_events set tries = tries + 1 where id = $1", [head.id]);
  });
}

const toWorked = ({ id }: StatusEvent): WorkedEvent => ({ id, kind: "status", state: "processed" });

const nextStatuses = (sql: Sql, laneKey: string, size: number) =>
  sql.query<StatusEvent>(
    `select id, tries, connection_id as "connectionId", payload from webhook_events
     where lane_kind = 'status' and lane_key = $1 and state = 'received' order by position limit $2`,
    [laneKey, size],
  );

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
