import { TRPCError } from "@trpc/server";
import { AppError } from "@/platform/errors";
import { ring } from "@/platform/lanes/alarm-bell";
import { sqlInOrganization } from "@/platform/db/in-organization";
import { readAtMost } from "@/platform/read-at-most";
import { unstorableText } from "@/platform/unstorable-text";
import type { Context } from "@/trpc/init";
import { FILE_HEADER, readFileHeader } from "../file-header";
import { announce } from "./announce";
import { mostFileBytes, sendFile } from "./send-file";

/**
 * Takes a file that an agent sends: the bytes are the body, the rest stands in a header. Who is no member is turned away before
 * the body is read, and of one that is too large no more than the limit is held. Throws what procedures throw.
 */
export async function receiveFile(
  { headers, body }: Pick<Request, "headers" | "body">,
  { identify }: Context,
): Promise<{ readonly messageId: string }> {
  const told = readFileHeader(headers.get(FILE_HEADER));
  const identity = await identify(told?.organization ?? null);
  if (!identity) throw new TRPCError({ code: "UNAUTHORIZED", message: "Sign in first." });
  if (!told) throw new AppError("invalid", `The header ${FILE_HEADER} does not say what is sent to whom.`);
  if (!identity.membership) throw new AppError("not-found", "There is no such organization.");
  const { conversationId, clientId, name, caption, asSticker } = told;
  if (unstorableText([caption, clientId]) !== null) {
    throw new AppError(
      "invalid",
      "The words hold a character that can not be stored: NUL, or half of a surrogate pair",
    );
  }
  const bytes = await readAtMost(mostFileBytes(), body);
  if (!bytes) {
    const most = Math.floor(mostFileBytes() / 100_000) / 10;
    throw new TRPCError({
      code: "PAYLOAD_TOO_LARGE",
      message: `The file ${JSON.stringify(name)} is too large: at most ${most.toFixed(1)} MB can be sent.`,
    });
  }
  const { id: organizationId, epoch } = identity.membership.organization;
  const said = { conversationId, clientId, organizationId, userId: identity.user.id };
  const file = { ...said, name, caption, asSticker, bytes };
  const { messageId, changes } = await sqlInOrganization(organizationId, (sql) => sendFile(sql, file));
  ring();
  announce(changes, { organizationId, epoch });
  return { messageId };
}
