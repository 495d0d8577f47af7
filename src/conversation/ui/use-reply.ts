import { useMutation } from "@tanstack/react-query";
import { TRPCClientError } from "@trpc/client";
import { useTRPCClient } from "@/trpc/provider";
import { replyParts } from "../reply-parts";
import { applySent, dropDraft, type Draft } from "../thread";
import type { ThreadMessage } from "../thread-message";
import { FileRefused, sendFile } from "./send-file";
import { useShowChange } from "./use-show-change";
import type { ChangeThread } from "./use-thread";
import type { TrayFile } from "./use-tray";

/** Words that a file or a message is refused in are final. */
const isAnswer = (error: Error) =>
  error instanceof FileRefused || Boolean(error instanceof TRPCClientError && error.data);

/** Sends replies one after another and shows each at once; a refused one can be sent again or dropped. */
export function useReply(organization: string, conversationId: string, change: ChangeThread) {
  const api = useTRPCClient();
  const showChange = useShowChange(organization, conversationId);
  const show = (draft: Draft) => change((thread) => applySent(thread, draft));
  const place = { organization, conversationId };

  const deliver = ({ clientId, text, file, repeats, ...draft }: Draft): Promise<{ messageId: string }> => {
    if (repeats) return api.conversation.sendAgain.mutate({ ...place, messageId: repeats, clientId });
    if (!file) return api.conversation.send.mutate({ ...place, text, clientId });
    const { blob, name, mediaType } = file;
    const onProgress = (progress: number) => show({ ...draft, clientId, text, file: { ...file, progress } });
    const caption = text === "" ? null : text;
    return sendFile({
      told: { ...place, clientId, name, caption, asSticker: mediaType === "sticker" },
      blob,
      onProgress,
    });
  };

  const { mutate } = useMutation({
    // Two quick replies keep their order.
    scope: { id: `reply to ${conversationId}` },
    mutationFn: deliver,
    // The same client id sends nothing twice, so what got no answer may be sent again.
    retry: (failures, error) => failures < 3 && !isAnswer(error),
    onSuccess: ({ messageId }, draft) => {
      show({ ...draft, messageId });
      showChange();
    },
    onError: (error, draft) => show({ ...draft, refused: error.message }),
  });

  const put = (said: Omit<Draft, "clientId" | "at">, clientId: string = crypto.randomUUID()) => {
    const draft = { ...said, clientId, at: new Date() };
    show(draft);
    mutate(draft);
  };
  return {
    send: (text: string, files: readonly TrayFile[] = []) => {
      for (const part of replyParts(files, text)) {
        if (part.file === null) put({ text: part.text });
        else {
          const { blob, name, mediaType } = part.file;
          put({ text: part.caption ?? "", file: { blob, name, mediaType, progress: 0 } });
        }
      }
    },
    sendAgain: ({ clientId, text, file, repeats }: Draft) =>
      put({ text, ...(file && { file }), ...(repeats && { repeats }) }, clientId),
    /** What failed on its way to the customer, as a new message. */
    repeat: ({ id, type, content }: ThreadMessage) =>
      put(type === "text" ? { text: content } : { text: content, repeats: id }),
    drop: ({ clientId }: Draft) => change((thread) => dropDraft(thread, clientId)),
  };
}
