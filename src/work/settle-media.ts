import type { Change } from "@/conversation/change";
import type { MediaTrouble } from "@/conversation/media";
import { pictureSize } from "@/conversation/picture-size";
import { reviseMessage } from "@/conversation/server/revise-message";
import type { Audience } from "@/conversation/server/announce";
import type { Sql } from "@/platform/db/door";
import { sqlInOrganization } from "@/platform/db/in-organization";
import { holdLane } from "@/platform/lanes/hold";
import type { Lane } from "@/platform/lanes/lane";
import type { FileOutcome } from "./fetch-file";
import { stopConnection } from "./hold-connection";
import { mediaRetrySeconds } from "./media-retry";
import type { MediaToFetch } from "./take-media";

export interface SettledMedia {
  readonly changes: readonly Change[];
  readonly audience: Audience;
}

/** Phase (iii) of a file: keeps it, or writes down why not and when it is asked for again. */
export function settleMedia(lane: Lane, media: MediaToFetch, outcome: FileOutcome): Promise<SettledMedia> {
  const organizationId = lane.organizationId ?? "";
  return sqlInOrganization(organizationId, async (sql) => {
    await holdLane(sql, lane);
    const [organization] = await sql.query<{ epoch: number }>("select epoch from organizations");
    const isShown = await writeDown(sql, media, outcome);
    const audience = { organizationId, epoch: organization?.epoch ?? 1 };
    const changes = isShown ? await revise(sql, media.messageId) : [];
    if (outcome.kind === "stop" && media.connection) {
      // After the conversation: everybody locks a connection's row last.
      await stopConnection(sql, media.connectionId, { ...outcome, asOf: media.connection.asOf });
    }
    return { changes, audience };
  });
}

/** Whether a screen has something new to show. */
function writeDown(sql: Sql, media: MediaToFetch, outcome: FileOutcome): Promise<boolean> {
  const { messageId, attempts } = media;
  switch (outcome.kind) {
    case "fetched":
      return keep(sql, media, outcome);
    case "trouble":
      return putOff(sql, messageId, {
        trouble: outcome.trouble,
        attempts,
        seconds: mediaRetrySeconds(outcome.trouble, attempts),
      });
    case "stop":
      // What stops the whole connection is no try of this file.
      return putOff(sql, messageId, { trouble: "refused", attempts: attempts - 1, seconds: 0 });
  }
}

type Kept = Extract<FileOutcome, { kind: "fetched" }>;

async function keep(sql: Sql, { messageId }: MediaToFetch, { bytes, sha256, mimeType }: Kept): Promise<boolean> {
  const { width = null, height = null } = (mimeType.startsWith("image/") ? pictureSize(bytes) : null) ?? {};
  const kept = await sql.query(
    `update message_media set state = 'kept', trouble = null, next_attempt_at = null, kept_at = clock_timestamp(),
       bytes = $2, size = $3, sha256 = $4, mime_type = $5, width = $6, height = $7
     where message_id = $1 and state = 'waiting' returning 1`,
    [messageId, bytes, bytes.length, sha256, mimeType, width, height],
  );
  return kept.length > 0;
}

async function putOff(
  sql: Sql,
  messageId: string,
  { trouble, attempts, seconds }: { trouble: MediaTrouble; attempts: number; seconds: number | null },
): Promise<boolean> {
  const [row] = await sql.query<{ isNew: boolean }>(
    `update message_media d set state = $2, trouble = $3, next_attempt_at = clock_timestamp() + make_interval(secs => $4), attempts = $5
     from (select message_id, state, trouble from message_media where message_id = $1 and state = 'waiting' for update) was
     where d.message_id = was.message_id
     returning (was.state, was.trouble) is distinct from (d.state, d.trouble) as "isNew"`,
    [messageId, seconds === null ? "failed" : "waiting", trouble, seconds, attempts],
  );
  return row?.isNew ?? false;
}

/**
 * Told as a change of the conversation: an open thread hears that it is behind and asks what changed. As a status, the message
 * itself would count as told, without its file.
 */
async function revise(sql: Sql, messageId: string): Promise<Change[]> {
  const changes = await reviseMessage(sql, messageId, {});
  return changes.map(({ conversation }) => ({ kind: "conversation", conversation }));
}
