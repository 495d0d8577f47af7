import { asSystem } from "@/platform/db/as-system";
import { ring } from "@/platform/lanes/alarm-bell";
import { isPassing } from "@/platform/lanes/is-passing";
import { wake, type Alarm } from "@/platform/lanes/wake";
import { verifyConnection } from "@/whatsapp/server/verify-connection";
import { again } from "./again";

// Time that passes faster: what rows wait for is moved nearer, and their lanes are woken. What comes of it is Recado's own doing.

/** Rows that wait, and the change that lets them wait less. */
interface Move {
  readonly table: "messages" | "message_media";
  readonly lane: "conversation" | "media";
  readonly where: string;
  readonly change: string;
}

const MOVES: Readonly<Record<"holds" | "backOffs" | "files" | "hopes", Move>> = {
  /** 25 s become three: no call of a dead worker is on its way to the emulator after that. */
  holds: {
    table: "messages",
    lane: "conversation",
    where: "status = 'Unknown' and attempted_at between now() - interval '25 s' and now() - interval '3 s'",
    change: "attempted_at = attempted_at - interval '25 s'",
  },
  backOffs: {
    table: "messages",
    lane: "conversation",
    where: "status = 'Pending' and next_attempt_at > now() + interval '1 s'",
    change: "next_attempt_at = now() + interval '1 s'",
  },
  files: {
    table: "message_media",
    lane: "media",
    where: "state = 'waiting' and next_attempt_at > now() + interval '1 s'",
    change: "next_attempt_at = now() + interval '1 s'",
  },
  /** Ten minutes without a status. */
  hopes: {
    table: "messages",
    lane: "conversation",
    where: "status = 'Unknown' and attempted_at between now() - interval '10 min' and now() - interval '25 s'",
    change: "attempted_at = attempted_at - interval '10 min'",
  },
};

const LOOK_EVERY_MS = 250;

/** Lets time pass until it is told to stop. When `isLate` says so, it is so late that what nobody knows is given up. */
export function letTimePass(isLate: () => boolean): () => Promise<void> {
  return again(LOOK_EVERY_MS, () =>
    pass(isLate()).catch((error: unknown) => {
      if (!isPassing(error)) throw error;
    }),
  );
}

async function pass(late: boolean): Promise<void> {
  const { holds, backOffs, files, hopes } = MOVES;
  for (const move of [holds, backOffs, files, ...(late ? [hopes] : [])]) await make(move);
  await repairNumbers();
}

async function make({ table, lane, where, change }: Move): Promise<void> {
  const moved = await asSystem(async (sql) => {
    const lanes = await sql.query<Alarm>(
      `select distinct '${lane}' as kind, conversation_id::text as key, organization_id as "organizationId" from ${table} where ${where}`,
    );
    // Lanes before rows, as everybody; who works one of them waits for the commit.
    await wake(sql, lanes);
    if (lanes.length > 0) await sql.query(`update ${table} set ${change} where ${where}`);
    return lanes.length;
  });
  if (moved > 0) ring();
}

/** Somebody sees to the numbers that were stopped: their tokens are good. */
async function repairNumbers(): Promise<void> {
  const stopped = await asSystem((sql) =>
    sql.query<{ id: string; organizationId: string }>(
      `select id, organization_id as "organizationId" from whatsapp_connections where health = 'unhealthy'`,
    ),
  );
  for (const { id, organizationId } of stopped) await verifyConnection(organizationId, id);
}

/** What a dead worker held is free at once, rather than after half a minute. */
export async function endLeases(): Promise<void> {
  await asSystem((sql) => sql.query(END_LEASES)).catch((error: unknown) => {
    if (!isPassing(error)) throw error;
    return endLeases();
  });
}

const END_LEASES = `
with held as (select kind, key from lanes where lease is not null order by kind, key for update)
update lanes l set lease_until = '-infinity' from held where l.kind = held.kind and l.key = held.key`;
