import { asSystem } from "../db/as-system";

const OLDEST = `
select coalesce(extract(epoch from now() - min(greatest(wake_at, not_before))), 0)::float8 as seconds
from lanes where wake_at < 'infinity' and greatest(wake_at, not_before) <= now() and lease_until < now()`;

/** For how many seconds work has been due that nobody has begun; 0 when nothing waits. */
export async function oldestWaitingSeconds(): Promise<number> {
  const [oldest] = await asSystem((sql) => sql.query<{ seconds: number }>(OLDEST));
  return oldest?.seconds ?? 0;
}
