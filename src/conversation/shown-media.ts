import type { MediaTrouble } from "./media";

/** Where the file of a message is. `dropped`: it was here, and was not kept longer. */
export type MediaState = "waiting" | "kept" | "failed" | "dropped";

/** The file of a message, as the thread shows it. */
export interface ShownMedia {
  readonly state: MediaState;
  readonly trouble: MediaTrouble | null;
  /** Bytes. */
  readonly size: number | null;
  /** Of a picture, in pixels. */
  readonly width: number | null;
  readonly height: number | null;
}

const WHY: Readonly<Record<MediaTrouble, string>> = {
  "too-large": "It is larger than what is kept here. The customer can send a smaller one, or a link.",
  "wrong-type": "It is of a type that WhatsApp does not send as such, so it is not kept.",
  "wrong-content": "What came is not what the customer sent: its checksum differs.",
  "wrong-address": "Meta named an address that is none of its own.",
  "not-found": "Meta does not have it any more. The customer can send it again.",
  "not-connected": "This number has no access token.",
  refused: "Meta refuses to hand it over: look at the number's connection in Settings.",
  unreachable: "Meta could not be reached.",
};

/** Why a message's file can not be seen, for a person; null when it can. */
export function whyNoMedia({ state, trouble }: Pick<ShownMedia, "state" | "trouble">): string | null {
  switch (state) {
    case "kept":
      return null;
    case "dropped":
      return "It was kept for a while and is gone now.";
    case "failed":
      return trouble ? WHY[trouble] : "It could not be fetched.";
    case "waiting":
      return trouble ? `${WHY[trouble]} It is tried again by itself.` : "Being fetched…";
  }
}
