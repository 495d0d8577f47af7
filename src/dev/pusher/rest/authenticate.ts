import { createHash } from "node:crypto";
import { LIMITS } from "../limits";
import { sameText, sign, type App } from "../signature";
import { unauthenticated, type Answer } from "./answer";
import type { Call } from "./call";

/** The refusal of a call that is not signed with the app's secret, or null. */
export function authenticate(app: App, call: Call, now: number): Answer | null {
  if (call.isAmbiguous) return unauthenticated("A parameter is given twice");
  const given = (name: string) => call.query.get(name) ?? "";
  if (given("auth_key") !== app.key) return unauthenticated("Unknown auth_key");
  if (given("auth_version") !== "1.0") return unauthenticated("Invalid auth_version");
  const skew = Math.abs(now / 1000 - Number(given("auth_timestamp")));
  if (!(skew <= LIMITS.clockSkewSeconds))
    return unauthenticated(`The timestamp is not within ${LIMITS.clockSkewSeconds} s of server time`);
  const hash = createHash("md5").update(call.body).digest("hex");
  if (call.body.length > 0 && given("body_md5") !== hash) return unauthenticated("Invalid body_md5");
  const expected = sign(app.secret, textToSign(call));
  return sameText(given("auth_signature"), expected) ? null : unauthenticated("Invalid signature");
}

function textToSign({ method, path, query }: Call): string {
  const signed = [...query].filter(([name]) => name !== "auth_signature").sort(([a], [b]) => (a < b ? -1 : 1));
  return [method, path, signed.map(([name, value]) => `${name}=${value}`).join("&")].join("\n");
}
