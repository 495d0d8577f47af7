import { type Call, noSuchObject, numberOf } from "./access";
import type { Emulation } from "../emulation";
import { record, text } from "../message/check";
import { metaError, type MetaProblem } from "./meta-error";
import { ok, type Reply } from "./reply";
import type { PinTries } from "../store";

const MOST_REGISTRATIONS = 10;
const REGISTRATIONS_MS = 72 * 3_600_000;
/** How often a PIN may be wrong, and how long it then rests: Meta names neither. */
const MOST_GUESSES = 5;
const REST_MS = 3_600_000;

/** `POST /{phone number id}/register`: with the number's PIN, or with one that it keeps from then on. */
export function postRegister(call: Call, { store }: Emulation): Reply {
  const number = numberOf(call, store);
  if (number === undefined) return noSuchObject(call.path[0] ?? "");
  const { messaging_product: product, pin } = record(call.body);
  if (product !== "whatsapp") {
    return metaError({ code: 100, message: "(#100) The parameter messaging_product is required." });
  }
  if (number.verified === false) return metaError({ code: 133006 });
  if (!isPin(pin)) return metaError(MISSHAPEN_PIN);
  const tries = store.pinTries.get(number.phoneNumberId) ?? { at: [], wrong: 0 };
  const { problem, after } = judge({ tries, isRight: pin === (number.pin ?? pin) }, Date.now());
  store.pinTries.set(number.phoneNumberId, after);
  if (problem !== undefined) return metaError(problem);
  Object.assign(number, { registered: true, pin: text(pin) });
  return ok({ success: true });
}

/** `POST /{phone number id}/deregister` */
export function postDeregister(call: Call, { store }: Emulation): Reply {
  const number = numberOf(call, store);
  if (number === undefined) return noSuchObject(call.path[0] ?? "");
  if (number.isOnBizApp) {
    return metaError({
      code: 100,
      message: "Deregister endpoint is not available for API solution for SMB businesses.",
    });
  }
  if (number.registered === false) {
    const message = "Phone number not registered on the WhatsApp Business Platform.";
    return metaError({ code: 100, subcode: 2207051, message });
  }
  number.registered = false;
  return ok({ success: true });
}

export const MISSHAPEN_PIN: MetaProblem = {
  code: 100,
  message: "Invalid PIN format. PIN must be exactly 6 digits",
};

export function isPin(value: unknown): value is string {
  return /^\d{6}$/.test(text(value));
}

/** Every try counts towards the registrations; wrong ones in a row towards a rest in which no PIN is looked at. */
function judge({ tries, isRight }: { tries: PinTries; isRight: boolean }, now: number) {
  const recent = tries.at.filter((at) => now - at < REGISTRATIONS_MS);
  if (recent.length >= MOST_REGISTRATIONS) return { problem: { code: 133016 }, after: { ...tries, at: recent } };
  const at = [...recent, now];
  const rests = tries.wrong >= MOST_GUESSES && now - (recent.at(-1) ?? 0) < REST_MS;
  if (rests) return { problem: { code: 133008 }, after: { at, wrong: tries.wrong } };
  if (isRight) return { after: { at, wrong: 0 } };
  return { problem: { code: 133005 }, after: { at, wrong: (tries.wrong % MOST_GUESSES) + 1 } };
}
