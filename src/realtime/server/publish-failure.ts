import Pusher from "pusher";

/** Why a batch was not taken. */
export interface Failure {
  /** Its events are to blame, or we are (wrong secret, over quota), or nobody knows: the same may succeed later. */
  readonly kind: "bad-event" | "refused" | "try-again";
  readonly status?: number | undefined;
  readonly reason: string;
}

const BAD_EVENT = [400, 413];

/** Without the URL, which carries a signature: it stands in the error and in the message of its cause. */
export function reasonOf(error: unknown): Failure {
  if (!(error instanceof Pusher.RequestError)) return { kind: "try-again", reason: String(error) };
  const { status, body } = error;
  const cause: unknown = error.error; // none when there was an answer
  const { code, name } = (cause ?? {}) as { readonly code?: string; readonly name?: string };
  const reason = (body ?? code ?? name ?? "no answer").slice(0, 200);
  if (status === undefined || status >= 500) return { kind: "try-again", status, reason };
  return { kind: BAD_EVENT.includes(status) ? "bad-event" : "refused", status, reason };
}
