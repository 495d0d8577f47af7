import type { Emulation } from "../emulation";
import { dispatch } from "./dispatch";
import type { DeliveryAttempt, GraphApp, GraphNumber, Store } from "../store";

interface Announcement {
  businessAccountId: string;
  /** What concerns a number may go to an address of its own. */
  number?: GraphNumber;
  body: object;
  onAttempt?: (attempt: DeliveryAttempt) => void;
}

/** Brings a webhook to every app that is subscribed to the account; the first app's answer is given. */
export async function announce(emulation: Emulation, announcement: Announcement): Promise<DeliveryAttempt> {
  const { body, onAttempt } = announcement;
  const [first, ...others] = destinations(emulation.store, announcement);
  if (first === undefined) return { attempt: 1, status: 0, error: "no app is subscribed" };
  for (const other of others) void dispatch(emulation, { ...other, body });
  return dispatch(emulation, { ...first, body, ...(onAttempt && { onAttempt }) });
}

/** Where an app's webhooks of a number go: the number's own address, else the account's, else the app's. */
export function callbackOf(store: Store, app: GraphApp, number: GraphNumber): string | undefined {
  const account = store.subscriptions.get(number.businessAccountId)?.get(app.appId);
  return ofNumber(number, app) ?? account?.overrideCallbackUri ?? app.callbackUrl;
}

/** Which apps hear of an account. The app of its numbers does until subscriptions were changed. */
export function subscribedApps(store: Store, businessAccountId: string): GraphApp[] {
  const numbers = [...store.numbers.values()].filter((number) => number.businessAccountId === businessAccountId);
  const ids = store.subscriptions.get(businessAccountId)?.keys() ?? numbers.map((number) => number.appId);
  return [...new Set(ids)].flatMap((id) => store.apps.get(id) ?? []);
}

function destinations(store: Store, { businessAccountId, number }: Announcement) {
  // Two numbers of an account may belong to two apps: until somebody subscribes, each app hears of its own.
  const implicit = number && !store.subscriptions.has(businessAccountId) && store.apps.get(number.appId);
  const apps = implicit ? [implicit] : subscribedApps(store, businessAccountId);
  return apps.map((app) => ({ app, url: number ? callbackOf(store, app, number) : app.callbackUrl }));
}

function ofNumber({ overrideCallback }: GraphNumber, { appId }: GraphApp): string | undefined {
  return overrideCallback?.appId === appId ? overrideCallback.url : undefined;
}
