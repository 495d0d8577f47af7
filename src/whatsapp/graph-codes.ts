/**
 * What to do about an error of Meta's:
 * - `retry`: the same request again, not before `waitSeconds`;
 * - `slow-…`: the same, but what else goes to this pair, number, account or app waits too;
 * - `register`: register the number with its PIN, then once more;
 * - `window-closed`, `refuse`: final for this message;
 * - `later`: final for now, a person may send it again once what it says is so;
 * - `stop-connection`: nothing goes through this connection until a person repairs it.
 */
export type Act =
  | "retry"
  | "slow-pair"
  | "slow-number"
  | "slow-account"
  | "slow-app"
  | "register"
  | "window-closed"
  | "refuse"
  | "later"
  | "stop-connection";

export interface Verdict {
  readonly act: Act;
  /** What happened and what helps, for people. */
  readonly plain: string;
  readonly waitSeconds?: number;
}

type Row = readonly [act: Act, plain: string, waitSeconds?: number];

const NEW_TOKEN = "Put a new token into this connection's settings.";
const PERMISSION = "The access token may not do this: give it the WhatsApp permissions, or put in another one.";
const PARAMETER = "Meta does not accept a value in this message: look at its details and correct it.";
const TRY_AGAIN = "It is tried again by itself.";

/** Meta's codes: error-codes page of 15 May 2026 and what production gateways see. */
const CODES: Readonly<Record<number, Row>> = {
  // Passing troubles.
  1: ["retry", `Meta had an unknown trouble with this request. ${TRY_AGAIN}`],
  2: ["retry", `Meta's service is down. ${TRY_AGAIN}`],
  131000: ["retry", `Something went wrong at Meta. ${TRY_AGAIN}`],
  131016: ["retry", `Meta's service is overloaded. ${TRY_AGAIN}`],
  131057: ["retry", `The account is under maintenance for about a minute. ${TRY_AGAIN}`, 60],
  133004: ["retry", `Meta's server is not available. ${TRY_AGAIN}`],
  133015: ["retry", `The phone number is still being deleted. ${TRY_AGAIN}`, 300],
  134101: ["retry", `The template is still being made ready. ${TRY_AGAIN}`, 600],
  // Too fast.
  4: ["slow-app", `The Meta app has made too many calls. ${TRY_AGAIN}`],
  613: ["slow-app", `Too many calls were made. ${TRY_AGAIN}`],
  80007: ["slow-account", `The business account has reached its rate limit. ${TRY_AGAIN}`],
  130429: ["slow-number", `The phone number has reached its throughput. ${TRY_AGAIN}`],
  131056: ["slow-pair", `Too many messages went to this person in a short time. ${TRY_AGAIN}`],
  // Not now.
  130472: [
    "later",
    "Meta does not deliver this marketing message: the person is part of an experiment. Wait until they write.",
  ],
  131042: [
    "later",
    "There is a problem with the account's payment method: repair it in Meta's billing, then send again.",
  ],
  131048: [
    "later",
    "Too many of this number's messages were reported as spam: look at its quality before sending more.",
  ],
  131049: ["later", "Meta holds this marketing message back: the person gets many. Send it again in 24 hours or more."],
  131053: ["later", "Meta could not fetch or take the media: check address, type and size, then send again."],
  131059: ["later", "A place in a list is no longer valid: read the list again from its start."],
  132015: ["later", "The template is paused because of low quality: improve it, or use another."],
  132016: ["later", "The template is disabled because of low quality: use another."],
  132068: ["later", "The WhatsApp Flow is blocked: repair it in Meta's flow manager."],
  132069: ["later", "The WhatsApp Flow is slowed down to 10 messages an hour: repair it in Meta's flow manager."],
  133008: ["later", "The PIN was wrong too often: wait before trying another."],
  133009: ["later", "The PIN was tried too fast: wait before trying again."],
  133016: ["later", "The number was registered too often: wait 72 hours."],
  // Final for this message.
  131047: ["window-closed", "The person last wrote more than 24 hours ago: send a template, or wait until they write."],
  33: ["refuse", "Meta does not know this object, or the token may not see it: check the ids of the connection."],
  100: ["refuse", PARAMETER],
  130501: ["refuse", "This type of message is not supported here."],
  131008: ["refuse", "Something that Meta requires is missing in this message: look at its details."],
  131009: ["refuse", PARAMETER],
  131020: ["refuse", "The group cannot be written to: it may have one member only, or be gone."],
  131021: ["refuse", "The message was addressed to the number it was sent from."],
  131026: [
    "refuse",
    "It could not be delivered: the number may not be on WhatsApp, have an old app, or have blocked the business.",
  ],
  131030: ["refuse", "A test number reaches only the people on its list: add this number in Meta's dashboard."],
  131050: ["refuse", "The person does not want marketing messages from the business."],
  131051: ["refuse", "Meta does not support this type of message."],
  131052: ["refuse", "The media that the person sent could not be fetched: ask them to send it again."],
  131055: ["refuse", "Meta does not allow this way of sending to this number."],
  131060: ["refuse", "The message cannot be shown here: look for it in the WhatsApp Business app."],
  131062: ["refuse", "Authentication templates need a phone number: ask the person for it."],
  132000: ["refuse", "The number of values does not fit the template's."],
  132001: ["refuse", "There is no such approved template in this language."],
  132005: ["refuse", "The template with its values is too long: shorten the values."],
  132007: ["refuse", "The template breaks one of Meta's rules for its contents."],
  132012: ["refuse", "A value has not the format that the template expects."],
  132018: ["refuse", "A value does not fit the template: look at the details."],
  135000: ["refuse", "Meta could not send it and does not say why: check the values of the message."],
  137000: ["refuse", "The person's identity has changed since it was confirmed: confirm it again before sending."],
  // The connection.
  133010: [
    "register",
    "The phone number is not registered with Meta: store its PIN in the settings, or register it there.",
  ],
  0: ["stop-connection", `Meta does not accept the access token. ${NEW_TOKEN}`],
  3: ["stop-connection", PERMISSION],
  10: ["stop-connection", PERMISSION],
  190: ["stop-connection", `The access token has expired or was revoked. ${NEW_TOKEN}`],
  368: ["stop-connection", "The account is blocked for breaking Meta's rules: see the account's quality at Meta."],
  130497: ["stop-connection", "The account may not write to people in this country: see its status at Meta."],
  131005: ["stop-connection", PERMISSION],
  131031: ["stop-connection", "The account is locked: see the account's quality at Meta."],
  131037: ["stop-connection", "The number has no approved display name: have one approved at Meta."],
  131045: ["stop-connection", "The number is not registered rightly: register it again with its PIN."],
  134011: ["stop-connection", "Meta's terms for payments are not accepted: accept them at Meta."],
  // Registering and verifying a number.
  133000: ["refuse", "The last deregistration did not end: deregister the number again, then register it."],
  133005: ["refuse", "The PIN is wrong: put the right one into the settings, or set a new one at Meta."],
  133006: ["refuse", "The number must be verified before it can be registered."],
  136024: ["refuse", "Meta could not send the verification code: wait, then ask for another."],
  136025: ["refuse", "The verification code is wrong."],
  2593107: ["refuse", "The app's contacts or history were asked for already, and can be asked for only once."],
  2593108: ["refuse", "The app's contacts or history can be asked for only within 24 hours of connecting."],
  2593109: ["refuse", "The business does not share its history."],
};

const RANGES: readonly { readonly from: number; readonly to: number; readonly row: Row }[] = [
  { from: 200, to: 299, row: ["stop-connection", PERMISSION] },
  { from: 138_000, to: 138_999, row: ["refuse", "Meta refused the call: look at the details."] },
  { from: 147_001, to: 147_005, row: ["refuse", "The business's username was refused: choose another."] },
  { from: 2_388_000, to: 2_388_999, row: ["refuse", "The template was refused: look at the details and correct it."] },
];

/** What happened and what helps when a message that Meta had taken failed later, which nobody tries again; null for other codes. */
export const plainOfFailure = (code: number): string | null =>
  verdictOfCode(code)?.plain.replace(TRY_AGAIN, "Send it again later.") ?? null;

/** A documented code as it is, one of a documented range as that range, and "other": of these there are few. */
export function countableCode(code: number): string {
  if (code in CODES) return String(code);
  const range = RANGES.find(({ from, to }) => from <= code && code <= to);
  return range ? `${range.from}-${range.to}` : "other";
}

/** What the table says about a code, or null. */
export function verdictOfCode(code: number): Verdict | null {
  const row = CODES[code] ?? RANGES.find(({ from, to }) => from <= code && code <= to)?.row;
  if (!row) return null;
  const [act, plain, waitSeconds] = row;
  return { act, plain, ...(waitSeconds !== undefined && { waitSeconds }) };
}
