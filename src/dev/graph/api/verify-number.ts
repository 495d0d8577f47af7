import { randomInt } from "node:crypto";
import { accountOf, type Call, noSuchObject, numberOf, numbersOf } from "./access";
import type { Emulation } from "../emulation";
import { record, text, textOf } from "../message/check";
import { metaNumber } from "../wamid";
import { metaError } from "./meta-error";
import { ok, type Reply } from "./reply";

/** `POST /{business account id}/phone_numbers` with `cc`, `phone_number`, `verified_name`: a number still to be verified. */
export function postPhoneNumbers(call: Call, { store }: Emulation): Reply {
  const account = accountOf(call, store);
  const sibling = numbersOf(store, call.token).find((number) => number.businessAccountId === account);
  if (account === undefined || sibling === undefined) return noSuchObject(call.path[0] ?? "");
  const body = record(call.body);
  const [problem] = ["cc", "phone_number", "verified_name"].flatMap((key) => textOf(body[key], key, 128));
  if (problem !== undefined) return metaError({ ...problem, code: 100 });
  const phoneNumberId = metaNumber();
  const [cc, phone] = [text(body["cc"]), text(body["phone_number"]).replace(/^\+/, "")];
  store.numbers.set(phoneNumberId, {
    phoneNumberId,
    businessAccountId: account,
    displayPhoneNumber: `+${phone.startsWith(cc) ? phone : cc + phone}`,
    accessToken: sibling.accessToken,
    appId: sibling.appId,
    name: text(body["verified_name"]),
    verified: false,
    registered: false,
  });
  return ok({ id: phoneNumberId });
}

/** `POST /{phone number id}/request_code`: the code goes to the number, here to whoever asks the emulator for it. */
export function postRequestCode(call: Call, { store }: Emulation): Reply {
  const number = numberOf(call, store);
  if (number === undefined) return noSuchObject(call.path[0] ?? "");
  const { code_method: method, language } = record(call.body);
  if (!["SMS", "VOICE"].includes(text(method))) {
    return metaError({ code: 100, message: "Invalid parameter: code_method must be SMS or VOICE" });
  }
  if (text(language) === "") return metaError({ code: 100, message: "(#100) The parameter language is required." });
  if (number.verified !== false) {
    const people = { userTitle: "The code could not be sent", userMessage: "This number is verified already." };
    return metaError({ code: 136024, subcode: 2388091, message: "Request code error", ...people });
  }
  store.codes.set(number.phoneNumberId, String(randomInt(100_000, 1_000_000)));
  return ok({ success: true });
}

/** `POST /{phone number id}/verify_code` */
export function postVerifyCode(call: Call, { store }: Emulation): Reply {
  const number = numberOf(call, store);
  if (number === undefined) return noSuchObject(call.path[0] ?? "");
  const code = text(record(call.body)["code"]).replace("-", "");
  if (!/^\d{6}$/.test(code)) return metaError({ code: 100, message: "Invalid verification code format" });
  if (store.codes.get(number.phoneNumberId) !== code) {
    const people = { userTitle: "The code could not be verified", userMessage: "The code is wrong." };
    return metaError({ code: 136025, subcode: 2388093, message: "Verify code error", ...people });
  }
  store.codes.delete(number.phoneNumberId);
  number.verified = true;
  return ok({ success: true, id: number.phoneNumberId });
}
