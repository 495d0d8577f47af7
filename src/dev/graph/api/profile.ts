import { type Call, noSuchObject, numberOf } from "./access";
import type { Emulation } from "../emulation";
import { list, optionalTextOf, record } from "../message/check";
import { readFields } from "./fields";
import { metaError } from "./meta-error";
import { ok, type Reply } from "./reply";

const LONGEST = { about: 139, address: 256, description: 512, email: 128, vertical: 64, profile_picture_handle: 4096 };

/** `GET /{phone number id}/whatsapp_business_profile?fields=`; what was never said is missing. */
export function getProfile(call: Call, { store }: Emulation): Reply {
  const number = numberOf(call, store);
  if (number === undefined) return noSuchObject(call.path[0] ?? "");
  const unset = { ...Object.fromEntries(Object.keys(LONGEST).map((key) => [key, undefined])), websites: undefined };
  const profile = { ...unset, profile_picture_url: undefined, ...number.profile, messaging_product: "whatsapp" };
  const read = readFields({ ...profile, id: undefined }, call.query, {
    usual: "messaging_product",
    node: "WhatsAppBusinessProfile",
  });
  return read.status === 200 ? ok({ data: [read.body] }) : read;
}

/** `POST /{phone number id}/whatsapp_business_profile`: changes what is said, leaves the rest. */
export function postProfile(call: Call, { store }: Emulation): Reply {
  const number = numberOf(call, store);
  if (number === undefined) return noSuchObject(call.path[0] ?? "");
  const { messaging_product: product, ...said } = record(call.body);
  if (product !== "whatsapp") {
    return metaError({ code: 100, message: "(#100) The parameter messaging_product is required." });
  }
  const [problem] = Object.entries(LONGEST).flatMap(([key, max]) => optionalTextOf(said[key] || undefined, key, max));
  if (problem !== undefined) return metaError({ ...problem, code: 100 });
  if (list(said["websites"]).length > 2) return metaError({ code: 100, details: "At most 2 websites." });
  number.profile = { ...number.profile, ...said };
  return ok({ success: true });
}
