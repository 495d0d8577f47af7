import type { GraphNumber, Store } from "../store";
import { callbackOf } from "../webhook/announce";

/** All fields of a phone number that can be asked for. */
export function describeNumber(number: GraphNumber, store: Store) {
  const { registered = true, verified = true, quality = "GREEN", messagingLimit = "TIER_1K" } = number;
  return {
    account_mode: number.allowedRecipients ? "SANDBOX" : "LIVE",
    code_verification_status: verified ? "VERIFIED" : "NOT_VERIFIED",
    display_phone_number: number.displayPhoneNumber,
    health_status: healthOf(number),
    id: number.phoneNumberId,
    is_official_business_account: false,
    is_on_biz_app: number.isOnBizApp ?? false,
    is_pin_enabled: number.pin !== undefined,
    last_onboarded_time: "2025-02-04T17:40:07+0000",
    messaging_limit_tier: messagingLimit,
    name_status: number.nameStatus ?? "APPROVED",
    new_name_status: "NONE",
    platform_type: registered ? "CLOUD_API" : "NOT_APPLICABLE",
    quality_rating: quality,
    quality_score: { score: quality },
    search_visibility: "NON_VISIBLE",
    status: registered ? "CONNECTED" : "DISCONNECTED",
    throughput: { level: number.throughput ?? "STANDARD" },
    verified_name: number.name ?? number.displayPhoneNumber,
    webhook_configuration: callbacksOf(number, store),
    whatsapp_business_manager_messaging_limit: messagingLimit,
  };
}

/** Whether it can send, and by what it is kept from it. */
function healthOf({ phoneNumberId, businessAccountId, appId, registered = true }: GraphNumber) {
  const error = {
    error_code: 141000,
    error_description: "The phone number is not registered.",
    possible_solution: "Register the phone number with its PIN.",
  };
  const send = registered ? "AVAILABLE" : "BLOCKED";
  return {
    can_send_message: send,
    entities: [
      {
        entity_type: "PHONE_NUMBER",
        id: phoneNumberId,
        can_send_message: send,
        ...(!registered && { errors: [error] }),
      },
      { entity_type: "WABA", id: businessAccountId, can_send_message: "AVAILABLE" },
      { entity_type: "APP", id: appId, can_send_message: "AVAILABLE" },
    ],
  };
}

function callbacksOf(number: GraphNumber, store: Store) {
  const account = store.subscriptions.get(number.businessAccountId)?.get(number.appId)?.overrideCallbackUri;
  const app = store.apps.get(number.appId);
  const used = app && callbackOf(store, app, number);
  return {
    ...(number.overrideCallback && used === number.overrideCallback.url && { phone_number: used }),
    ...(account !== undefined && { whatsapp_business_account: account }),
    ...(app?.callbackUrl !== undefined && { application: app.callbackUrl }),
  };
}
