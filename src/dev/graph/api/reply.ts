/** What an endpoint answers. */
export interface Reply {
  status: number;
  /** Sent as JSON; nothing at all when missing. */
  body?: unknown;
  /** The connection breaks instead of an answer. */
  cut?: boolean;
  /** The fault that made it so, in words. */
  played?: string;
  /** Runs when the answer has left, or nobody waits for it any more. */
  afterwards?: () => void;
}

export function ok(body: unknown): Reply {
  return { status: 200, body };
}
