import { type Call, noSuchObject, numbersOf } from "./access";
import type { Emulation } from "../emulation";
import { metaError } from "./meta-error";
import { ok, type Reply } from "./reply";
import type { GraphNumber, Store } from "../store";

const USUAL_FIELDS =
  "verified_name,code_verification_status,display_phone_number,quality_rating,platform_type,throughput";

/** `GET /{business account id}/phone_numbers?fields=&limit=&after=` */
export function getPhoneNumbers({ path, query, token }: Call, { store }: Emulation): Reply {
  const [businessAccountId = ""] = path;
  const owned = numbersOf(store, token).filter((number) => number.businessAccountId === businessAccountId);
  if (owned.length === 0) return noSuchObject(businessAccountId);
  const from = Number(Buffer.from(query.get("after") ?? "", "base64").toString() || 0);
  const to = from + Number(query.get("limit") ?? 25);
  const read = owned.slice(from, to).map((number) => readNumber(number, query, store));
  const refused = read.find((reply) => reply.status !== 200);
  if (refused !== undefined) return refused;
  const cursors = { before: cursor(from), after: cursor(Math.min(to, owned.length)) };
  const next = to < owned.length && { next: `?after=${cursors.after}` };
  return ok({ data: read.map((reply) => reply.body), paging: { cursors, ...next } });
}

function cursor(position: number): string {
  return Buffer.from(String(position)).toString("base64");
}

/** `GET /{phone number id}?fields=` */
export function getPhoneNumber({ path, query, token }: Call, { store }: Emulation): Reply {
  const [phoneNumberId = ""] = path;
  const number = numbersOf(store, token).find((known) => known.phoneNumberId === phoneNumberId);
  return number ? readNumber(number, query, store) : noSuchObject(phoneNumberId);
}

function readNumber(number: GraphNumber, query: URLSearchParams, store: Store): Reply {
  const all: Record<string, unknown> = describe(number, store);
  const wanted = (query.get("fields") ?? USUAL_FIELDS).split(",").map((field) => field.replace(/[.({].*$/, "").trim());
  const unknown = wanted.find((field) => !Object.hasOwn(all, field));
  if (unknown !== undefined) {
    const message = `(#100) Tried accessing nonexisting field (${unknown}) on node type (WhatsAppBusinessPhoneNumber)`;
    return metaError({ code: 100, message });
  }
  return ok(Object.fromEntries([...new Set([...wanted, "id"])].map((field) => [field, all[field]])));
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
