import type { Change } from "./change";
import { MEDIA_TYPES } from "./message";

/** Why a file is not here: a word for each way in which fetching it fails. */
export type MediaTrouble =
  | "too-large"
  | "wrong-type"
  | "wrong-content"
  | "wrong-address"
  | "not-found"
  | "not-connected"
  | "refused"
  | "unreachable";

const HAS_FILE: ReadonlySet<string> = new Set(MEDIA_TYPES);

/** Whether a message with a file is among what came from outside: it is still to be fetched. */
export const bringsMedia = (changes: readonly Change[]): boolean =>
  changes.some(
    (change) =>
      change.kind === "new" &&
      (change.message.sender === "contact" || change.message.sender === "phone") &&
      HAS_FILE.has(change.message.type),
  );
