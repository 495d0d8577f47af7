import type { Bubble, ChatKey } from "../page-model";

/** Asks the phone's server; an answer that is no success becomes an error with its sentence. */
export async function ask<Answer>(path: string, body?: object, method = body ? "POST" : "GET"): Promise<Answer> {
  const headers = { "content-type": "application/json" };
  const init = { method, ...(body && { headers, body: JSON.stringify(body) }) };
  const answer = await fetch(path, init).catch((cause: unknown) => {
    throw new Error("The phone’s server is away. Is npm start still running?", { cause });
  });
  if (!answer.ok) throw new Error(((await answer.json()) as { error: string }).error);
  return (await answer.json()) as Answer;
}

/** What a customer does: one of them, as the server takes it. */
export type Said =
  | { text: string; contextId?: string }
  | { tap: { kind: TapKind; id: string; title: string; description?: string; contextId: string } }
  | { form: { token: string; answers: Record<string, string>; contextId: string } }
  | { location: { latitude: number; longitude: number; name?: string; address?: string }; contextId?: string }
  | { contacts: { name: string; phones: string[] }[] }
  | { file: SentFile; contextId?: string }
  | { reaction: { messageId: string; emoji: string } }
  | { edit: { messageId: string; text: string } }
  | { revoke: { messageId: string } };

type TapKind = "button_reply" | "list_reply" | "button";

/** A file to send, its bytes in base64. */
export interface SentFile {
  filename: string;
  mimeType: string;
  bytes: string;
  /** A voice note. */
  voice?: boolean;
}

export const say = (chat: ChatKey, said: Said) => ask("/api/messages", { ...chat, ...said });

export const fetchChat = ({ phoneNumberId, customer }: ChatKey) =>
  ask<{ bubbles: Bubble[]; typingUntil?: string }>(
    `/api/chat?${new URLSearchParams({ phoneNumberId, customer }).toString()}`,
  );
