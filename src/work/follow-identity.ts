import { identitiesOf } from "@/contact/identity";
import { addIdentity, findIdentity, moveToNumber } from "@/contact/server/identities";
import { mergeContacts } from "@/conversation/server/merge-contacts";
import type { Sql } from "@/platform/db/door";
import type { ChangedIdentity } from "@/whatsapp/webhook/changed-identity";
import type { Scene } from "./load-scene";

/** A customer changed number or user id: they stay the same contact, whoever was known under the new ids becomes part of it. */
export async function followIdentity(sql: Sql, scene: Scene, changed: ChangedIdentity): Promise<void> {
  const { organizationId, contactId } = scene;
  for (const identity of identitiesOf(changed)) {
    const owner = await findIdentity(sql, identity);
    if (owner === null) await addIdentity(sql, { organizationId, contactId, identity });
    else if (owner !== contactId) await mergeContacts(sql, { organizationId, from: owner, into: contactId });
  }
  if (changed.phone !== null) await moveToNumber(sql, contactId, changed.phone);
}
