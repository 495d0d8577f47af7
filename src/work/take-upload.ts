import { followMessages } from "@/campaign/server/follow-message";
import type { Change } from "@/conversation/change";
import type { Audience } from "@/conversation/server/announce";
import { noteOnMessage, reviseMessage } from "@/conversation/server/revise-message";
import type { MediaState } from "@/conversation/shown-media";
import type { MessageError } from "@/conversation/status";
import type { Sql } from "@/platform/db/door";
import { sqlInOrganization } from "@/platform/db/in-organization";
import { holdLane } from "@/platform/lanes/hold";
import type { Lane } from "@/platform/lanes/lane";
import { graphConnection } from "./graph-connection";
import { LACKS_UPLOAD } from "./lacks-upload";
import { MOST_ATTEMPTS } from "./retry-seconds";
import type { Attempt } from "./settle-bubble";

/** A file of ours whose upload is on record as a try of its message. */
export interface FileToUpload extends Attempt {
  readonly organizationId: string;
  readonly mimeType: string;
  readonly filename: string | null;
  /** Bytes. */
  readonly size: number;
}

export interface TakenUpload {
  /** Null: its message failed instead. */
  readonly upload: FileToUpload | null;
  readonly changes: readonly Change[];
  readonly audience: Audience;
}

interface Row {
  readonly messageId: string;
  readonly connectionId: string;
  readonly attempts: number;
  readonly filename: string | null;
  readonly state: MediaState | null;
  readonly mimeType: string | null;
  readonly size: number | null;
  readonly epoch: number;
}

// Messages of a number that can not send wait: the conversation's lane knows when they go on, and wakes this one.
const NEXT = `
select m.id as "messageId", m.connection_id as "connectionId", m.attempts, m.payload ->> 'filename' as filename,
  d.state, d.mime_type as "mimeType", d.size, o.epoch
from messages m
join whatsapp_connections w on w.id = m.connection_id
join organizations o on o.id = m.organization_id
left join message_media d on d.message_id = m.id
where m.conversation_id = $1 and m.direction = 'outbound' and m.status = 'Pending' and m.attempted_at is null
  and ${LACKS_UPLOAD} and coalesce(m.next_attempt_at <= clock_timestamp(), true)
  and w.health <> 'unhealthy' and coalesce(w.sends_not_before <= clock_timestamp(), true) and o.status = 'active'
order by m.seq limit 1`;

/** Takes the next file of a conversation that Meta has not got, and counts the try. Null when there is none to upload now. */
export function takeUpload(lane: Lane): Promise<TakenUpload | null> {
  const organizationId = lane.organizationId ?? "";
  return sqlInOrganization(organizationId, async (sql) => {
    await holdLane(sql, lane);
    await sql.query("select 1 from conversations where id = $1 for update", [lane.key]);
    const [row] = await sql.query<Row>(NEXT, [lane.key]);
    if (!row) return null;
    const audience = { organizationId, epoch: row.epoch };
    const upload = await begin(sql, organizationId, row);
    if ("title" in upload) {
      const failed = { status: "Failed", error: upload, failedAt: new Date() } as const;
      const changes = await reviseMessage(sql, row.messageId, failed);
      await followMessages(sql, [row.messageId]);
      return { upload: null, changes, audience };
    }
    return { upload, changes: [], audience };
  });
}

/** Or why there is no upload, and no message. */
async function begin(sql: Sql, organizationId: string, row: Row): Promise<FileToUpload | MessageError> {
  const { messageId, connectionId, attempts, filename, state, mimeType, size } = row;
  if (state !== "kept" || mimeType === null || size === null) {
    return { title: "Its file is not kept here any more", reason: "no-file" };
  }
  // Its process died of it each time, or was ended before it heard an answer.
  if (attempts >= MOST_ATTEMPTS) return { title: "Its file could not be uploaded to WhatsApp", reason: "not-sent" };
  const connection = await graphConnection(sql, connectionId);
  if (!connection) return { title: "The connection has no access token", reason: "not-connected" };
  await noteOnMessage(sql, messageId, { attempts: attempts + 1, nextAttemptAt: null });
  return { organizationId, messageId, connectionId, attempts: attempts + 1, connection, filename, mimeType, size };
}
