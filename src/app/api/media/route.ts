import { TRPCError } from "@trpc/server";
import { getHTTPStatusCodeFromError } from "@trpc/server/http";
import { receiveFile } from "@/conversation/server/receive-file";
import { contextFor } from "@/organization/server/identify";
import { currentClaim } from "@/organization/server/session-claim";
import { AppError } from "@/platform/errors";
import { log } from "@/platform/log";
import { translateError } from "@/trpc/translate-error";
import { afterwards } from "@/work/afterwards";

export const maxDuration = 60;

/** An agent sends a file. Answers `{messageId}`, or `{message}` with why not. */
export async function POST(request: Request): Promise<Response> {
  const began = Date.now();
  try {
    const sent = await receiveFile(request, contextFor(await currentClaim()));
    afterwards(began);
    return Response.json(sent);
  } catch (error) {
    return refusal(error);
  }
}

function refusal(error: unknown): Response {
  if (!(error instanceof AppError || error instanceof TRPCError)) log.error({ err: error }, "A file was not taken");
  const thrown = error instanceof TRPCError ? error : new TRPCError({ code: "INTERNAL_SERVER_ERROR", cause: error });
  const said = translateError(thrown);
  return Response.json({ message: said.message }, { status: getHTTPStatusCodeFromError(said) });
}
