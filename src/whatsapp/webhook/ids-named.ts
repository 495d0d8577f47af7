import type { Item } from "./item";

/** The ids that may name an owner, each once, in the order of the body. */
export function idsNamed(items: readonly Item[]): {
  readonly phoneNumberIds: readonly string[];
  readonly businessAccountIds: readonly string[];
} {
  return {
    phoneNumberIds: distinct(items.map((item) => item.phoneNumberId)),
    businessAccountIds: distinct(items.map((item) => item.businessAccountId)),
  };
}

const distinct = (ids: readonly (string | null)[]): string[] => [...new Set(ids)].filter((id) => id !== null);
