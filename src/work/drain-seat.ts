import { randomUUID } from "node:crypto";
import { asSystem } from "@/platform/db/as-system";

/** Takes the one place of a drain that stays, until `deadline` (epoch milliseconds) at most. Null while another drain has it. */
export async function takeSeat(deadline: number): Promise<string | null> {
  const seat = randomUUID();
  const seconds = Math.max(0, deadline - Date.now()) / 1000;
  const taken = await asSystem((sql) =>
    sql.query(
      `insert into lanes as l (kind, key, wake_at, lease, lease_until)
       values ('drain', 'deployment', 'infinity', $1, clock_timestamp() + make_interval(secs => $2))
       on conflict (kind, key) do update set lease = excluded.lease, lease_until = excluded.lease_until
         where l.lease_until < clock_timestamp()
       returning 1`,
      [seat, seconds],
    ),
  );
  return taken.length > 0 ? seat : null;
}

/** Gives the place free, for who comes next. */
export async function leaveSeat(seat: string): Promise<void> {
  await asSystem((sql) =>
    sql.query(
      "update lanes set lease_until = clock_timestamp() where kind = 'drain' and key = 'deployment' and lease = $1",
      [seat],
    ),
  );
}

/** When the next lane that nobody works is due. Upkeep comes every minute anyway, and keeps nobody awake. */
export async function nextDueAt(): Promise<number | null> {
  const [next] = await asSystem((sql) =>
    sql.query<{ at: Date | null }>(
      `select min(greatest(wake_at, not_before)) as at from lanes
       where wake_at < 'infinity' and lease_until < now() and kind <> 'upkeep'`,
    ),
  );
  return next?.at?.getTime() ?? null;
}
