import { sqlInOrganization } from "@/platform/db/in-organization";
import { ring } from "@/platform/lanes/alarm-bell";
import { wake } from "@/platform/lanes/wake";

/**
 * Wakes other lanes than the one that is worked, in a transaction of its own: together with that one's, lanes and rows would be
 * locked in another order than elsewhere. What a crash before it forgets, upkeep finds.
 */
export async function wakeLanes(organizationId: string, kind: string, keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return;
  const alarms = keys.map((key) => ({ kind, key, organizationId }));
  await sqlInOrganization(organizationId, (sql) => wake(sql, alarms));
  ring();
}
