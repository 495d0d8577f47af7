import { env } from "@/platform/env";
import { AppError } from "@/platform/errors";
import type { Sql } from "@/platform/db/door";
import type { Outgoing } from "../message";
import { judgeFile, type FittingFile } from "../outgoing-file";
import { takesCaption } from "../reply-parts";
import { keepFile } from "./keep-file";
import { sendMessage, type AgentMessage, type SentMessage } from "./send-message";

export interface AgentFile extends Omit<AgentMessage, "message"> {
  readonly bytes: Uint8Array;
  /** As the agent's computer calls it. */
  readonly name: string;
  readonly caption: string | null;
  readonly asSticker: boolean;
}

const MIB = 1024 * 1024;

/** Bytes of the largest file that agents may send, whatever Meta takes. */
export const mostFileBytes = (): number => env().MEDIA_MAX_MIB * MIB;

/** An agent sends a file: it is kept with its message, whose turn to be uploaded and sent comes in the conversation's order. */
export async function sendFile(
  sql: Sql,
  { bytes, name, caption, asSticker, ...said }: AgentFile,
): Promise<SentMessage> {
  const verdict = judgeFile({ name, size: bytes.length, bytes }, { mostBytes: mostFileBytes(), asSticker });
  if (!verdict.fits) throw new AppError("invalid", verdict.why, [{ path: "file", message: verdict.why }]);
  const { file } = verdict;
  if (caption && !takesCaption(file.mediaType)) {
    const why = `WhatsApp shows no words with ${WITHOUT_WORDS[file.mediaType] ?? "it"}: send them as a message of their own.`;
    throw new AppError("invalid", why, [{ path: "caption", message: why }]);
  }
  const sent = await sendMessage(sql, { ...said, message: messageOf(file, caption) });
  if (sent.isNew) await keepFile(sql, { messageId: sent.messageId, mimeType: file.mimeType, bytes });
  return sent;
}

const WITHOUT_WORDS: Readonly<Partial<Record<FittingFile["mediaType"], string>>> = {
  audio: "a sound",
  sticker: "a sticker",
};

const messageOf = ({ mediaType, name }: FittingFile, caption: string | null): Outgoing => ({
  kind: "media",
  mediaType,
  source: { file: "kept" },
  ...(caption && { caption }),
  ...(mediaType === "document" && { filename: name }),
});
