import type { ResolvedConnection } from "@/organization/server/resolve-connection";
import type { Item } from "../webhook/item";
import type { OwnedItem } from "./delivery";
import { verifySignature } from "./signature";

/** More secrets than any honest body names. */
const MOST_SECRETS = 8;

/** A secret that may have signed a body, and who says so. */
export interface Candidate {
  readonly secret: string;
  /** A connection's id, or "default". */
  readonly verifiedBy: string;
}

/**
 * The secrets worth trying: the path key's, those of the connections named in the body, and the default one where an id
 * names nobody (or none is named). Null when they are too many.
 */
export function candidatesOf(given: {
  readonly keyed: ResolvedConnection | null;
  readonly named: readonly ResolvedConnection[];
  readonly namesStranger: boolean;
  readonly defaultSecret: string | null;
}): Candidate[] | null {
  const bySecret = new Map<string, Candidate>();
  const add = (secret: string | null, verifiedBy: string) => {
    if (secret && !bySecret.has(secret)) bySecret.set(secret, { secret, verifiedBy });
  };
  if (given.keyed) add(given.keyed.secret, given.keyed.id);
  for (const connection of given.named) add(connection.secret, connection.secretIsDefault ? "default" : connection.id);
  if (given.namesStranger) add(given.defaultSecret, "default");
  return bySecret.size > MOST_SECRETS ? null : [...bySecret.values()];
}

/** The candidate that signed these bytes. */
export const signerOf = (
  body: Uint8Array,
  signature: string | null,
  candidates: readonly Candidate[],
): Candidate | null => candidates.find(({ secret }) => verifySignature(body, signature, secret)) ?? null;

/** The items whose owner's own secret is the signer's: nobody can speak for another. */
export function ownedItems(
  items: readonly Item[],
  connections: readonly ResolvedConnection[],
  signer: Candidate,
): OwnedItem[] {
  const ours = connections.filter((connection) => connection.isVerified && connection.secret === signer.secret);
  const byNumber = new Map(ours.map((connection) => [connection.phoneNumberId, connection]));
  const byAccount = new Map(ours.map((connection) => [connection.businessAccountId, connection]));
  return items.flatMap((item): OwnedItem[] => {
    if (item.phoneNumberId !== null) {
      const connection = byNumber.get(item.phoneNumberId);
      return connection ? [{ item, organizationId: connection.organizationId, connectionId: connection.id }] : [];
    }
    const account = item.businessAccountId === null ? undefined : byAccount.get(item.businessAccountId);
    return account ? [{ item, organizationId: account.organizationId, connectionId: null }] : [];
  });
}
