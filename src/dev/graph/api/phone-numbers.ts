import { type Call, noSuchObject, numbersOf } from "./access";
import type { Emulation } from "../emulation";
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
export function getPhoneNumber({ path, query, token }: Call, { store }: Emulation): Reply {
  const [phoneNumberId = ""] = path;
  const number = numbersOf(store, token).find((known) => known.phoneNumberId === phoneNumberId);
  return number ? readNumber(number, query, store) : noSuchObject(phoneNumberId);
}

function readNumber(number: GraphNumber, query: URLSearchParams, store: Store): Reply {
  return readFields(describe(number, store), query, { usual: USUAL_FIELDS, node: "WhatsAppBusinessPhoneNumber" });
}

function describe(number: GraphNumber, store: Store) {
  const callback = store.apps.get(number.appId)?.callbackUrl;
  return {
    account_mode: "LIVE",
    code_verification_status: "VERIFIED",
    display_phone_number: number.displayPhoneNumber,
    health_status: { can_send_message: "AVAILABLE", entities: [] },
    id: number.phoneNumberId,
    is_on_biz_app: false,
    is_pin_enabled: false,
    messaging_limit_tier: "TIER_1K",
    name_status: "APPROVED",
    platform_type: "CLOUD_API",
    quality_rating: "GREEN",
    status: "CONNECTED",
    throughput: { level: "STANDARD" },
    verified_name: number.name ?? number.displayPhoneNumber,
    webhook_configuration: callback === undefined ? {} : { application: callback },
  };
}
