import { openChat, openWindow } from "../chat";
import type { Emulation } from "../emulation";
import { list, record, text } from "../message/check";
import type { DeliveryAttempt } from "../store";

/** Signs and delivers any webhook. Customers who speak in it may be answered: their windows open. */
export function deliverRaw(
  { store, courier }: Emulation,
  body: object | string | Buffer,
  appId?: string,
): Promise<DeliveryAttempt> {
  const app = appId === undefined ? [...store.apps.values()][0] : store.apps.get(appId);
  if (app === undefined) throw new Error(`No app ${appId ?? ""} is known here.`);
  const exact = typeof body === "string" ? Buffer.from(body) : body;
  for (const { phoneNumberId, from, id } of speakersIn(exact)) {
    openWindow(openChat(store, { phoneNumberId, waId: from }), new Date());
    store.overheard.add(id);
  }
  return courier.deliver({ app, body: exact });
}

function speakersIn(body: object | Buffer) {
  const changes = list(record(parsed(body))["entry"]).flatMap((entry) => list(record(entry)["changes"]));
  return changes.flatMap((change) => {
    const { metadata, messages } = record(record(change)["value"]);
    const phoneNumberId = record(metadata)["phone_number_id"];
    return list(messages).flatMap((message) => {
      const { from, id } = record(message);
      const known = typeof phoneNumberId === "string" && typeof from === "string" && from !== "";
      return known ? [{ phoneNumberId, from, id: text(id) }] : [];
    });
  });
}

/** Tests also deliver what is no JSON. */
function parsed(body: object | Buffer): unknown {
  if (!Buffer.isBuffer(body)) return body;
  try {
    return JSON.parse(body.toString());
  } catch {
    return undefined;
  }
}
