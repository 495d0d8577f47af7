import { afterEach, beforeEach, expect, it } from "vitest";
import { ANA, NUMBER, type Scene, startScene } from "../scene";
import { missingIn, published } from "./published";

interface Refusal {
  name: string;
  status?: number;
  error: { message: string; code: number; error_subcode?: number; type?: string; error_data?: { details: string } };
}

let scene: Scene;
beforeEach(async () => void (scene = await startScene({ window: false, statusesUpTo: "none" })));
afterEach(() => scene.close());

const { phoneNumberId, businessAccountId } = NUMBER;
const post = (path: string, body: object) => scene.call(path, { method: "POST", body: JSON.stringify(body) });
const afterFault = (code: number) => {
  scene.graph.faults.sends({ kind: "error", code });
  return scene.sendText("a");
};
const changed = (number: object) => scene.graph.addNumber({ ...NUMBER, ...number });

/** How each published refusal is brought about. */
const PROVOKED: Record<string, () => Promise<Response>> = {
  "error-130429-rate-limit": async () => {
    await scene.close();
    scene = await startScene({ window: false, rates: { perSecond: 1 } });
    await scene.anaSays("hola");
    return scene.sendText("a");
  },
  "error-131030-not-in-allowed-list": () => {
    changed({ allowedRecipients: [] });
    return scene.sendText("a");
  },
  "error-132001-template-missing": () => {
    const known = { name: "otra", language: "es", category: "UTILITY", status: "APPROVED" } as const;
    scene.graph.addTemplate({ ...known, businessAccountId, components: [], parameterFormat: "POSITIONAL" });
    return scene.post({ type: "template", template: { name: "cg_quest_text", language: { code: "en_US" } } });
  },
  "error-190-cannot-parse": () => scene.call(phoneNumberId, { token: "nobody's" }),
  "error-190-session-expired": () => {
    scene.graph.setToken(NUMBER.accessToken, { expiresAt: new Date(0) });
    return scene.sendText("a");
  },
  "error-bindambc-phonenumbernotfounderror": () => scene.call("454545"),
  "error-bindambc-requestcodeerror": () =>
    post(`${phoneNumberId}/request_code`, { code_method: "SMS", language: "pt_BR" }),
  "error-bindambc-verifycodeerror": () => post(`${phoneNumberId}/verify_code`, { code: "000000" }),
  "error-courier-error-channel-contact-pair-limit-hit": async () => {
    await scene.close();
    scene = await startScene({ window: false, rates: { pair: { burst: 1, everyMs: 60_000 } } });
    await scene.sendText("a");
    return scene.sendText("a");
  },
  "error-courier-error-connection": () => scene.post({ type: "reaction", reaction: { message_id: "7", emoji: "" } }),
  "error-courier-error-http-429": () => afterFault(613),
  "error-courier-error-retryable": () => afterFault(131053),
  "error-courier-error-throttled": () => afterFault(130429),
  "error-courier-error": () => afterFault(368),
  "error-deregister-400-phone-not-registered": () => {
    changed({ registered: false });
    return post(`${phoneNumberId}/deregister`, {});
  },
  "error-deregister-400-smb-account-error": () => {
    changed({ isOnBizApp: true });
    return post(`${phoneNumberId}/deregister`, {});
  },
  "error-register-400-example": () => post(`${phoneNumberId}/register`, { messaging_product: "whatsapp", pin: "12" }),
  "error-request-code-400-example": () =>
    post(`${phoneNumberId}/request_code`, { code_method: "MAIL", language: "es" }),
  "error-subscribed-apps-400-example": () =>
    post(`${businessAccountId}/subscribed_apps`, { override_callback_uri: "somewhere", verify_token: "a" }),
  "error-verify-code-400-example": () => post(`${phoneNumberId}/verify_code`, { code: "12" }),
};
/** Endpoints that the emulator does not have. */
const UNKNOWN = ["error-100-marketing-messages"];

const REFUSALS = published<Refusal>("refusals.jsonl").filter(({ name }) => !UNKNOWN.includes(name));

/** Titles alone: gateways' fixtures leave out the code in front, and dates and ids are of their day. */
const wordsOf = (message: string) =>
  message
    .replace(/^\(#\d+\) /, "")
    .replace(/ (on \w+day|on \w+, ).*$/, "")
    .replace(/^Unsupported (get )?request/, "Unsupported request")
    .replace(/\. Please read.*$/, "");

it.each(REFUSALS)("refuses as in $name", async ({ name, status, error }) => {
  const reply = await PROVOKED[name]!();
  const given = (await reply.json()) as { error: Refusal["error"] };
  expect(given.error).toMatchObject({
    code: error.code,
    ...(error.error_subcode && { error_subcode: error.error_subcode }),
    ...(error.type && { type: error.type }),
    ...(error.error_data && { error_data: error.error_data }),
  });
  expect(wordsOf(given.error.message)).toBe(wordsOf(error.message));
  expect(missingIn(given.error, error)).toEqual([]);
  if (status !== undefined) expect(reply.status).toBe(status);
  expect(scene.graph.sent({ to: ANA, type: "template" })).toEqual([]);
});
