import type { Change } from "@/conversation/change";
import { announce } from "@/conversation/server/announce";
import type { Sql } from "@/platform/db/door";
import { sqlInOrganization } from "@/platform/db/in-organization";
import { holdLane } from "@/platform/lanes/hold";
import { isPassing } from "@/platform/lanes/is-passing";
import { LeaseLost, type Lane, type LaneKind } from "@/platform/lanes/lane";
import { announceEvents, type WorkedEvent } from "./announce-events";
import { applyReports, reportsIn } from "./apply-reports";
import { countLostTry, MOST_TRIES, noteFailure, type Head } from "./heads";
import { markEvent, markEvents } from "./mark-event";
import { wakeLanes } from "./wake-lanes";

/** As many as Meta sends in one body. */
const BATCH = 1_000;

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
  readonly isLast: boolean;
  readonly epoch: number;
}

/**
 * What became of our messages, many reports in one transaction. After a failure one by one, so that only the bad one waits, and
 * then twice as many each time: the thousand behind it do not have a transaction each.
 */
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
        if (!mayGoOn()) return { wakeAt: new Date() };
        continue;
      }
      const { changes, events, settled, isLast, epoch } = worked;
      await wakeLanes(organizationId, "conversation", settled);
      announce(changes, { organizationId, epoch });
      announceEvents(events, { organizationId, epoch });
      if (isLast) return { wakeAt: await retryAt(organizationId, lane.key) };
      size = Math.min(size * 2, BATCH);
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
        const events: WorkedEvent[] = [{ id: head.id, kind: "status", state: "failed" }];
        return { changes: [], events, settled: [], isLast: false, epoch };
      }
      const applied = await applyAll(sql, reported);
      return { ...applied, events: reported.map(toWorked), isLast: reported.length < size, epoch };
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
  const reports = reportsIn(events);
  const understood = new Set(reports.map(({ eventId }) => eventId));
  const others = events.filter(({ id }) => !understood.has(id));
  await markEvents(
    sql,
    others.map(({ id }) => ({ id, state: "ignored", outcome: "names no status" })),
  );
  return applyReports(sql, first.connectionId, reports);
}
