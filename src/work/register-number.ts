import { sqlInOrganization } from "@/platform/db/in-organization";
import { log } from "@/platform/log";
import { toldBy } from "@/whatsapp/told-by";
import { verdictOf } from "@/whatsapp/graph-error";
import { registerNumber as askMeta } from "@/whatsapp/server/graph";
import type { ConnectionAsOf } from "./graph-connection";

/** What became of a number that Meta called not registered. */
export type Registration =
  /** It is registered now, or somebody else is at it: what was refused may go again after so many seconds. */
  | { readonly kind: "again"; readonly seconds: number }
  /** A person has to see to it. */
  | { readonly kind: "stop"; readonly plain: string };

/** Registering takes a moment; who was refused meanwhile waits for it. */
const UNDER_WAY_SECONDS = 30;
/** Meta allows ten in 72 hours: one that did not help is not repeated. */
const ONCE_IN_SECONDS = 24 * 60 * 60;

// The first that is refused registers, for all of the number's conversations: `registered_at` is when it began.
const CLAIM = `
with before as (select id, registered_at from whatsapp_connections where id = $1 for no key update)
update whatsapp_connections w set registered_at = case when b.registered_at > now() - make_interval(secs => $3)
    then b.registered_at else now() end
from before b where w.id = b.id
returning b.registered_at is null or b.registered_at <= now() - make_interval(secs => $3) as "isOurs",
  coalesce(b.registered_at > now() - make_interval(secs => $2), false) as "isUnderWay"`;

/** Registers a number with its stored PIN, once, after Meta refused a message with 133010. No transaction may be open. */
export async function registerNumber(
  { organizationId, connectionId }: { readonly organizationId: string; readonly connectionId: string },
  connection: ConnectionAsOf,
): Promise<Registration> {
  const { phonePin: pin } = connection;
  if (!pin)
    return {
      kind: "stop",
      plain: "The number is not registered with Meta: store its PIN in the settings, or register it there.",
    };
  const [claim] = await sqlInOrganization(organizationId, (sql) =>
    sql.query<{ isOurs: boolean; isUnderWay: boolean }>(CLAIM, [connectionId, UNDER_WAY_SECONDS, ONCE_IN_SECONDS]),
  );
  if (!claim?.isOurs) {
    if (claim?.isUnderWay) return { kind: "again", seconds: 2 };
    return { kind: "stop", plain: "The number was registered with its PIN, and Meta still says that it is not." };
  }
  const answer = await askMeta({ ...connection, pin });
  if (answer.kind === "done") return { kind: "again", seconds: 0 };
  log.warn({ connectionId, ...toldBy(answer) }, "A number could not be registered");
  if (answer.kind !== "refused") return { kind: "stop", plain: `The number could not be registered: ${answer.why}.` };
  const { plain } = verdictOf(answer.error);
  return { kind: "stop", plain: `The number is not registered with Meta, and its PIN did not do it: ${plain}` };
}
