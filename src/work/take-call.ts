import type { HttpRequest } from "@/flow/http-call";
import { openSecretsOf } from "@/organization/server/secrets";
import type { Sql } from "@/platform/db/door";
import { sqlInOrganization } from "@/platform/db/in-organization";
import { holdLane } from "@/platform/lanes/hold";
import type { Lane } from "@/platform/lanes/lane";
import { failed } from "./http-result";
import { secretsWanted } from "./reveal-request";
import { finishCall } from "./settle-call";

/** A call whose attempt is on record: it may leave once this is committed. */
export interface CallToMake {
  readonly id: string;
  readonly request: HttpRequest;
  /** This one included. */
  readonly attempts: number;
  readonly secrets: ReadonlyMap<string, string>;
}

export type TakenCall =
  | { readonly do: "call"; readonly call: CallToMake }
  /** It came to an end without a call. */
  | { readonly do: "tell"; readonly conversationId: string | null }
  | { readonly do: "rest"; readonly until: Date | null };

interface Row {
  readonly id: string;
  readonly request: HttpRequest;
  readonly attempts: number;
  /** An attempt was begun of which no outcome is known. */
  readonly isLost: boolean;
  readonly notBefore: Date | null;
  readonly now: Date;
}

/** Seconds by which a call outlives its own time at most: until then, one that is on record may still be under way. */
const GRACE_SECONDS = 5;
/** Attempts after which a call that ends its process each time is given up. */
const MOST_ATTEMPTS = 6;

const NEXT = `
select h.*, clock_timestamp() as now from (
  select id, request, attempts, attempted_at is not null as "isLost", created_at,
    case when attempted_at is null then next_attempt_at
      else attempted_at + make_interval(secs => (request ->> 'timeoutSeconds')::float8 + ${GRACE_SECONDS}) end as "notBefore"
  from http_calls where conversation_id = $1 and state = 'pending' for update
) h
where exists (select from organizations where status = 'active')
order by h."notBefore" nulls first, h.created_at limit 1`;

/**
 * Phase (i) of a call: takes the next one of a conversation and writes down that it is attempted. One that was under way when
 * its worker died is made again if that does no harm. Those of a suspended organization wait.
 */
export function takeCall(lane: Lane): Promise<TakenCall> {
  return sqlInOrganization(lane.organizationId ?? "", async (sql) => {
    await holdLane(sql, lane);
    const [row] = await sql.query<Row>(NEXT, [lane.key]);
    if (!row) return { do: "rest", until: null };
    const { notBefore, now } = row;
    if (notBefore && notBefore > now) return { do: "rest", until: notBefore };
    if (row.isLost && !mayRepeat(row)) return end(sql, row, "unconfirmed");
    return attempt(sql, row);
  });
}

const REPEATABLE = new Set(["GET", "HEAD", "PUT", "DELETE"]);

const mayRepeat = ({ request, attempts }: Row): boolean => REPEATABLE.has(request.method) && attempts < MOST_ATTEMPTS;

async function attempt(sql: Sql, { id, request, ...row }: Row): Promise<TakenCall> {
  const wanted = secretsWanted(request);
  const known = await openSecretsOf(sql, wanted);
  const secrets = new Map<string, string>();
  for (const name of wanted) {
    const secret = known.get(name);
    if (typeof secret !== "string") {
      return end(sql, { id }, `${secret === null ? "secret-unreadable" : "secret-missing"}: ${name}`);
    }
    secrets.set(name, secret);
  }
  const attempts = row.attempts + 1;
  await sql.query(
    "update http_calls set attempted_at = clock_timestamp(), attempts = $2, next_attempt_at = null where id = $1",
    [id, attempts],
  );
  return { do: "call", call: { id, request, attempts, secrets } };
}

const end = async (sql: Sql, { id }: Pick<Row, "id">, error: string): Promise<TakenCall> => ({
  do: "tell",
  conversationId: await finishCall(sql, id, failed(error)),
});
