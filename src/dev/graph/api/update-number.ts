import { appOf, type Call, numberOf } from "./access";
import type { Emulation } from "../emulation";
import { record } from "../message/check";
import { callbackProblem } from "../webhook/verified-callback";
import { metaError } from "./meta-error";
import { isPin, MISSHAPEN_PIN } from "./register";
import { ok, type Reply } from "./reply";

/** `POST /{phone number id}` with `pin`, or with `webhook_configuration`; undefined when the id is no number's. */
export async function postPhoneNumber(call: Call, { store, exchanges }: Emulation): Promise<Reply | undefined> {
  const number = numberOf(call, store);
  if (number === undefined) return undefined;
  const { pin, webhook_configuration: configuration } = record(call.body);
  if (pin !== undefined) {
    if (!isPin(pin)) return metaError(MISSHAPEN_PIN);
    number.pin = pin;
  }
  if (configuration !== undefined) {
    const override = record(configuration);
    const url = override["override_callback_uri"];
    const problem = url === "" ? undefined : await callbackProblem(override, exchanges);
    if (problem !== undefined) return metaError(problem);
    if (url === "") delete number.overrideCallback;
    else number.overrideCallback = { appId: appOf(store, call.token)?.appId ?? "", url: String(url) };
  }
  return ok({ success: true });
}
