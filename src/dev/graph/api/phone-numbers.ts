import { type Call, noSuchObject, numberOf, numbersOf } from "./access";
import type { Emulation } from "../emulation";
import { describeNumber } from "./describe-number";
import { readFields } from "./fields";
import { page } from "./page";
import type { Reply } from "./reply";
import type { GraphNumber, Store } from "../store";

const USUAL_FIELDS =
  "verified_name,code_verification_status,display_phone_number,quality_rating,platform_type,throughput";

/** `GET /{business account id}/phone_numbers?fields=&limit=&after=` */
export function getPhoneNumbers(call: Call, { store }: Emulation): Reply {
  const [businessAccountId = ""] = call.path;
  const owned = numbersOf(store, call.token).filter((number) => number.businessAccountId === businessAccountId);
  if (owned.length === 0) return noSuchObject(businessAccountId);
  return page(call, owned, (number) => readNumber(number, call.query, store));
}

/** `GET /{phone number id}?fields=` */
export function getPhoneNumber(call: Call, { store }: Emulation): Reply {
  const number = numberOf(call, store);
  return number ? readNumber(number, call.query, store) : noSuchObject(call.path[0] ?? "");
}

function readNumber(number: GraphNumber, query: URLSearchParams, store: Store): Reply {
  return readFields(describeNumber(number, store), query, { usual: USUAL_FIELDS, node: "WhatsAppBusinessPhoneNumber" });
}
