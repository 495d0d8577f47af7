import type { Item } from "../webhook/item";

/** An item whose owner's own secret verified the bytes it came in. */
export interface OwnedItem {
  readonly item: Item;
  readonly organizationId: string;
  /** Null for what is said of a whole business account. */
  readonly connectionId: string | null;
}

/** One verified POST, as it is stored. */
export interface Delivery {
  readonly id: string;
  readonly webhookKey: string | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  /** The connection whose secret verified it, or "default". */
  readonly verifiedBy: string;
  readonly items: readonly OwnedItem[];
  /** Items in the body, ours or not. */
  readonly itemCount: number;
}
