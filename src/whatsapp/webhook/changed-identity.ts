import { asId, asList, asPhone, asRecord } from "../loose-json";

/** The ids a customer has from now on, if a system message says that they changed. */
export interface ChangedIdentity {
  readonly phone: string | null;
  readonly userId: string | null;
}

/** What a system message says of a customer's new number or user id; null when it is about something else. */
export function changedIdentity(payload: unknown): ChangedIdentity | null {
  const message = asRecord(asList(asRecord(payload).messages)[0]);
  if (message.type !== "system") return null;
  const system = asRecord(message.system);
  // Three generations of Meta's names for the new number.
  const phone = asPhone(system.wa_id) ?? asPhone(system.new_wa_id) ?? asPhone(system.customer);
  const userId = asId(system.user_id);
  const isChange = /^(user|customer)_changed_(number|user_id)$/.test(asId(system.type) ?? "");
  return isChange && (phone !== null || userId !== null) ? { phone, userId } : null;
}
