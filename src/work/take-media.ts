import type { Sql } from "@/platform/db/door";
import { sqlInOrganization } from "@/platform/db/in-organization";
import { holdLane } from "@/platform/lanes/hold";
import type { Lane } from "@/platform/lanes/lane";
import { graphConnection, type ConnectionAsOf } from "./graph-connection";
import { mediaGap } from "./media-retry";

/** A file whose attempt is on record: it may be asked for once this is committed. */
export interface MediaToFetch {
  readonly messageId: string;
  readonly connectionId: string;
  readonly mediaId: string;
  /** The message's. */
  readonly type: string;
  readonly toldSha256: string | null;
  /** This one included. */
  readonly attempts: number;
  /** Null while the number has no access token. */
  readonly connection: ConnectionAsOf | null;
}

export type TakenMedia =
  { readonly do: "fetch"; readonly media: MediaToFetch } | { readonly do: "rest"; readonly until: Date | null };

interface Row extends Omit<MediaToFetch, "connection"> {
  readonly notBefore: Date | null;
  readonly now: Date;
}

const NEXT = `
select d.message_id as "messageId", d.media_id as "mediaId", d.told_sha256 as "toldSha256", d.attempts, m.type,
  m.connection_id as "connectionId", d.next_attempt_at as "notBefore", clock_timestamp() as now
from message_media d join messages m on m.id = d.message_id join whatsapp_connections w on w.id = m.connection_id
where d.conversation_id = $1 and d.state = 'waiting'
  and (w.health <> 'unhealthy' or d.trouble is distinct from 'refused')
order by d.next_attempt_at nulls first, d.created_at limit 1 for update of d`;

/**
 * Takes the next file of a conversation and writes down that it is asked for, and when it is asked for again should nobody hear
 * what came of it: asking does no harm, and a file that ends its process is not asked for at once. Of a connection
 * that a person has to repair, those wait that its token was refused for. Suspension holds up no file: Meta keeps it for a week.
 */
export function takeMedia(lane: Lane): Promise<TakenMedia> {
  return sqlInOrganization(lane.organizationId ?? "", async (sql) => {
    await holdLane(sql, lane);
    const [row] = await sql.query<Row>(NEXT, [lane.key]);
    if (!row) return { do: "rest", until: null };
    const { notBefore, now, ...media } = row;
    if (notBefore && notBefore > now) return { do: "rest", until: notBefore };
    const attempts = await countAttempt(sql, media);
    const connection = await graphConnection(sql, media.connectionId);
    return { do: "fetch", media: { ...media, attempts, connection } };
  });
}

async function countAttempt(sql: Sql, media: Pick<MediaToFetch, "messageId" | "attempts">): Promise<number> {
  const attempts = media.attempts + 1;
  await sql.query(
    "update message_media set attempts = $2, next_attempt_at = clock_timestamp() + make_interval(secs => $3) where message_id = $1",
    [media.messageId, attempts, mediaGap(attempts)],
  );
  return attempts;
}
