import { createHmac } from "node:crypto";
import { metaError } from "./meta-error";
import type { Reply } from "./reply";
import type { GraphApp, GraphNumber, Store } from "../store";

/** One call of the Graph API, read but not judged. */
export interface Call {
  method: string;
  /** What stands after the version: `["123", "messages"]`. */
  path: readonly string[];
  query: URLSearchParams;
  token: string | undefined;
  /** JSON, or the form that was uploaded. */
  body: unknown;
  /** How long the body was. */
  bytes: number;
  /** Where the caller reached us: `http://127.0.0.1:4000`. */
  origin: string;
}

/** A token opens the numbers it was given for; an app's own token (`id|secret`) opens none. */
export function numbersOf(store: Store, token: string | undefined): GraphNumber[] {
  const more = store.tokens.get(token ?? "")?.phoneNumberIds ?? [];
  return [...store.numbers.values()].filter(
    (number) => number.accessToken === token || more.includes(number.phoneNumberId),
  );
}

/** The number that a path begins with, if the token opens it. */
export function numberOf({ path: [id], token }: Call, store: Store): GraphNumber | undefined {
  return numbersOf(store, token).find((number) => number.phoneNumberId === id);
}

/** The business account that a path begins with, if the token opens it. */
export function accountOf({ path: [id], token }: Call, store: Store): string | undefined {
  return numbersOf(store, token).find((number) => number.businessAccountId === id)?.businessAccountId;
}

export function appOf(store: Store, token: string | undefined): GraphApp | undefined {
  const { appId } = store.tokens.get(token ?? "") ?? {};
  if (appId !== undefined) return store.apps.get(appId);
  const number = numbersOf(store, token)[0];
  if (number !== undefined) return store.apps.get(number.appId);
  return [...store.apps.values()].find((app) => token === `${app.appId}|${app.appSecret}`);
}

/** Why the caller may not pass at all. */
export function refusalAtTheDoor(call: Call, store: Store): Reply | undefined {
  const app = appOf(store, call.token);
  if (app === undefined) {
    return metaError({ code: 190, message: "Invalid OAuth access token - Cannot parse access token" });
  }
  const proof = call.query.get("appsecret_proof");
  const right = createHmac("sha256", app.appSecret)
    .update(call.token ?? "")
    .digest("hex");
  if (proof === null || proof === right) return undefined;
  const message = "Invalid appsecret_proof provided in the API argument";
  return metaError({ code: 100, message, type: "GraphMethodException" });
}

/** Meta does not tell what is missing from what is another's. */
export function noSuchObject(id: string): Reply {
  const message = `Unsupported request. Object with ID '${id}' does not exist, cannot be loaded due to missing permissions, or does not support this operation`;
  return metaError({ code: 100, subcode: 33, message, type: "GraphMethodException" });
}
