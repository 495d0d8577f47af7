import type { Loose } from "../loose-json";

/** The ids under which an item speaks of a person, as Meta wrote them. */
export interface Who {
  readonly phone?: unknown;
  readonly userId?: unknown;
  readonly parentUserId?: unknown;
  readonly name?: unknown;
  readonly username?: unknown;
}

/** What one item is understood as. */
export interface Reading {
  readonly kind: string;
  /** Whom it is about. `ownNumber` is the business's own, as digits. */
  readonly who?: (item: Loose, ownNumber: string | null) => Who;
  readonly waMessageId?: (item: Loose) => unknown;
  /** What Meta's repeats of the item share within its phone number and kind; without it the whole content is compared. */
  readonly identity?: (item: Loose) => unknown;
  /** Where the phone number is named if there is no `metadata`. */
  readonly phoneNumberId?: (item: Loose) => unknown;
}

/** A list in a change's value of which each member is an item of its own. */
export interface Part extends Reading {
  readonly list: string;
}

/** A webhook field: its name at Meta, its meaning in one line, and how a change is split and read. */
export interface Field extends Reading {
  readonly name: string;
  readonly meaning: string;
  readonly parts?: readonly Part[];
  /** The key under which Meta nests what other fields have at the top. */
  readonly within?: string;
}

export const defineField = (field: Field): Field => field;
