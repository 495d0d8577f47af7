import { streamMedia } from "@/conversation/server/read-media";
import { uploadMedia } from "@/whatsapp/server/graph";
import { registerIfNeeded } from "./register-if-needed";
import type { Answer } from "./settle-bubble";
import type { FileToUpload } from "./take-upload";

/** Gives a message's file to Meta. It reaches no customer: without an answer it counts as not done, and is done again. */
export async function uploadFile(upload: FileToUpload): Promise<Answer> {
  const { connection, mimeType, filename, size, organizationId } = upload;
  const bytes = streamMedia(upload, { first: 0, last: size - 1 });
  const file = await new Response(bytes).blob();
  const answer = await uploadMedia({ connection, file, mimeType, filename: filename ?? "file" });
  if (answer.kind === "unknown") return { kind: "not-sent", why: answer.why };
  return registerIfNeeded(organizationId, upload, answer);
}
