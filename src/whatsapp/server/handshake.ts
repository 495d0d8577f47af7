import { timingSafeEqual } from "node:crypto";
import {
  findByVerifyToken,
  findByWebhookKey,
  noteHandshake,
  type CalledConnection,
} from "@/organization/server/resolve-connection";
import { env } from "@/platform/env";
import { text, type WebhookAnswer } from "./webhook-answer";

/**
 * Meta's GET when a callback is set: the challenge comes back for the token of a completely configured connection, or for
 * the default token of the operator's own app.
 */
export async function handshake(key: string | null, query: URLSearchParams): Promise<WebhookAnswer> {
  const token = query.get("hub.verify_token");
  const challenge = query.get("hub.challenge");
  if (query.get("hub.mode") !== "subscribe" || !token || challenge === null) {
    return text(400, "Expected hub.mode=subscribe, hub.verify_token and hub.challenge");
  }
  if (key === null && isDefaultToken(token)) return text(200, challenge);
  const connection = key === null ? await findByVerifyToken(token) : await findByWebhookKey(key);
  if (!connection || !accepts(connection, token)) return text(403, "The verify token is not known here");
  if (!connection.complete) return text(403, "This connection is not completely configured");
  await noteHandshake(connection.id);
  return text(200, challenge);
}

function accepts(connection: CalledConnection, token: string): boolean {
  const isOwn = connection.verifyToken !== null && isSame(connection.verifyToken, token);
  return isOwn || (connection.shared && isDefaultToken(token));
}

/** The default token stands for the operator's app, which is complete once its secret is there too. */
function isDefaultToken(token: string): boolean {
  const { DEFAULT_WEBHOOK_VERIFY_TOKEN, DEFAULT_WEBHOOK_SECRET } = env();
  return (
    DEFAULT_WEBHOOK_VERIFY_TOKEN !== undefined &&
    !!DEFAULT_WEBHOOK_SECRET &&
    isSame(DEFAULT_WEBHOOK_VERIFY_TOKEN, token)
  );
}

function isSame(expected: string, given: string): boolean {
  const [a, b] = [Buffer.from(expected), Buffer.from(given)];
  return a.length === b.length && timingSafeEqual(a, b);
}
