import type { ExchangeLog } from "../exchange/exchange-log";
import type { MetaProblem } from "../api/meta-error";
import { text } from "../message/check";
import { handshake } from "./handshake";

const LONGEST = 200;

/** Checks an address that is to hear of webhooks instead of the app's; says why it is refused. */
export async function callbackProblem(
  { override_callback_uri: uri, verify_token: token }: Record<string, unknown>,
  exchanges: ExchangeLog,
): Promise<MetaProblem | undefined> {
  const url = text(uri);
  if (!URL.canParse(url) || url.length > LONGEST) return { code: 100, message: "Invalid callback URI format" };
  if (text(token) === "") return { code: 100, message: "(#100) The parameter verify_token is required." };
  const { ok, status, reason } = await handshake({ url, verifyToken: text(token) }, exchanges);
  if (ok) return undefined;
  const message = `(#2200) Callback verification failed with the following errors: HTTP Status Code = ${status}; ${reason ?? ""}`;
  return { code: 2200, message };
}
