import { appOf, type Call, numbersOf } from "./access";
import type { Emulation } from "../emulation";
import { metaError } from "./meta-error";
import { ok, type Reply } from "./reply";
import { SCOPES, tokenProblem } from "./token";

/** `GET /debug_token?input_token=`: which app a token belongs to and which business accounts it opens. */
export function getDebugToken({ query }: Call, { store }: Emulation): Reply {
  const token = query.get("input_token");
  if (token === null) return metaError({ code: 100, message: "(#100) The parameter input_token is required." });
  const app = appOf(store, token);
  if (app === undefined) {
    return ok({ data: { error: { code: 190, message: "Invalid OAuth access token." }, is_valid: false, scopes: [] } });
  }
  const facts = store.tokens.get(token) ?? {};
  const { scopes = SCOPES, expiresAt } = facts;
  const { code, message, subcode } = tokenProblem(facts, new Date()) ?? {};
  const accounts = [...new Set(numbersOf(store, token).map((number) => number.businessAccountId))];
  return ok({
    data: {
      app_id: app.appId,
      type: accounts.length > 0 ? "SYSTEM_USER" : "APP",
      application: "Recado",
      ...(code !== undefined && { error: { code, message, subcode } }),
      data_access_expires_at: 0,
      expires_at: expiresAt === undefined ? 0 : Math.floor(expiresAt.getTime() / 1000),
      is_valid: code === undefined,
      scopes,
      granular_scopes: scopes.map((scope) => ({ scope, target_ids: accounts })),
    },
  });
}
