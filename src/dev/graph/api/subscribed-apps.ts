import { accountOf, appOf, type Call, noSuchObject } from "./access";
import type { Emulation } from "../emulation";
import { record, text } from "../message/check";
import type { GraphApp, Store, Subscription } from "../store";
import { subscribedApps } from "../webhook/announce";
import { callbackProblem } from "../webhook/verified-callback";
import { metaError } from "./meta-error";
import { ok, type Reply } from "./reply";

/** `GET /{business account id}/subscribed_apps` */
export function getSubscribedApps(call: Call, { store }: Emulation): Reply {
  const account = accountOf(call, store);
  return account === undefined ? noSuchObject(call.path[0] ?? "") : ok({ data: listed(store, account) });
}

/** `POST /{business account id}/subscribed_apps`: the caller's app hears of the account; without an address, at its own. */
export async function postSubscribedApps(call: Call, { store, exchanges }: Emulation): Promise<Reply> {
  const [account, app] = [accountOf(call, store), appOf(store, call.token)];
  if (account === undefined || app === undefined) return noSuchObject(call.path[0] ?? "");
  const body = record(call.body);
  const uri = body["override_callback_uri"];
  if (uri === undefined) {
    subscriptionsOf(store, account).set(app.appId, {});
    return ok({ success: true });
  }
  const problem = await callbackProblem(body, exchanges);
  if (problem !== undefined) return metaError(problem);
  subscriptionsOf(store, account).set(app.appId, { overrideCallbackUri: text(uri) });
  return ok({ success: true, data: listed(store, account) });
}

/** `DELETE /{business account id}/subscribed_apps`: silence for the caller's app. */
export function deleteSubscribedApps(call: Call, { store }: Emulation): Reply {
  const [account, app] = [accountOf(call, store), appOf(store, call.token)];
  if (account === undefined || app === undefined) return noSuchObject(call.path[0] ?? "");
  subscriptionsOf(store, account).delete(app.appId);
  return ok({ success: true });
}

function subscriptionsOf(store: Store, account: string): Map<string, Subscription> {
  const known = store.subscriptions.get(account);
  if (known !== undefined) return known;
  const first = new Map(subscribedApps(store, account).map(({ appId }): [string, Subscription] => [appId, {}]));
  store.subscriptions.set(account, first);
  return first;
}

function listed(store: Store, account: string) {
  return subscribedApps(store, account).map((app) => {
    const uri = store.subscriptions.get(account)?.get(app.appId)?.overrideCallbackUri;
    return { ...(uri !== undefined && { override_callback_uri: uri }), whatsapp_business_api_data: named(app) };
  });
}

function named({ appId }: GraphApp) {
  return { link: `https://www.facebook.com/games/?app_id=${appId}`, name: "Recado", id: appId };
}
