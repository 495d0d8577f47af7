import { followMessages } from "@/campaign/server/follow-message";
import type { Change } from "@/conversation/change";
import { sqlInOrganization } from "@/platform/db/in-organization";
import { holdLane } from "@/platform/lanes/hold";
import type { Lane } from "@/platform/lanes/lane";
import { settleBubble, type Answer } from "./settle-bubble";
import type { FileToUpload } from "./take-upload";

/** Keeps what Meta calls a file of ours, or treats its message as one that did not leave. */
export function settleUpload(lane: Lane, upload: FileToUpload, answer: Answer): Promise<readonly Change[]> {
  return sqlInOrganization(upload.organizationId, async (sql) => {
    await holdLane(sql, lane);
    const changes = await settleBubble(sql, upload, answer);
    await followMessages(sql, [upload.messageId]);
    return changes;
  });
}
