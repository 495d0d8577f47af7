import type PusherClient from "pusher-js";

const OVER_QUOTA = 4004;
/** The user's connections were ended, as when they leave an organization; they may still hear of another one. */
const TERMINATED = 4009;

/** Said with a code, inside what pusher-js says or inside what that wraps. */
interface Said {
  readonly data?: { readonly code?: unknown };
  readonly error?: { readonly data?: { readonly code?: unknown } };
}

/** Remembers the code with which the server last refused or ended the connection, until `forget`. */
export function noteRefusals(connection: PusherClient["connection"]) {
  let code: number | null = null;
  const note = (said: Said | undefined) => {
    const told = said?.error?.data?.code ?? said?.data?.code;
    if (typeof told === "number") code = told;
  };
  connection.bind("error", note);
  return {
    /** Null when another try is welcome soon. */
    meaning: (): "over-quota" | "unavailable" | null => {
      if (code === TERMINATED) return null;
      return code === OVER_QUOTA ? "over-quota" : "unavailable";
    },
    forget: (): null => (code = null),
    stop: () => connection.unbind("error", note),
  };
}
