import { createHash } from "node:crypto";
import { findByIds, findByWebhookKey, type ResolvedConnection } from "@/organization/server/resolve-connection";
import { env } from "@/platform/env";
import { newId } from "@/platform/id";
import { idsNamed } from "../webhook/ids-named";
import type { Item } from "../webhook/item";
import { readBody } from "../webhook/read-body";
import { candidatesOf, ownedItems, signerOf } from "./candidates";
import { ingest } from "./ingest";
import { noteRefusal } from "./note-refusal";
import { text, type WebhookAnswer } from "./webhook-answer";

interface Posted {
  readonly key: string | null;
  readonly header: (name: string) => string | null;
  readonly body: Uint8Array;
}

const KEPT_HEADERS = ["user-agent", "content-type", "content-length", "x-hub-signature-256"];
const sha256 = (value: string) => createHash("sha256").update(value).digest("hex");

/** A POST: verified over its bytes by a secret that may speak here, stored, and only then acknowledged. */
export async function receiveWebhook(posted: Posted): Promise<WebhookAnswer> {
  const { key, body, header } = posted;
  const read = readBody(body, sha256);
  const items = read.ok ? read.items : [];
  const keyed = key === null ? null : await findByWebhookKey(key);
  const named = await connectionsNamed(items);
  const candidates = candidatesOf({
    keyed,
    named,
    namesStranger: namesStranger(items, named),
    defaultSecret: env().DEFAULT_WEBHOOK_SECRET ?? null,
  });
  if (!candidates) return refuse(posted, "The body names too many organizations");
  const signer = signerOf(body, header("x-hub-signature-256"), candidates);
  if (!signer) return refuse(posted, "The signature does not fit");
  if (!read.ok) return text(400, read.why);

  const ours = read.object === "whatsapp_business_account" ? items : [];
  await ingest({
    id: newId(),
    webhookKey: key,
    headers: keptHeaders(header),
    body,
    verifiedBy: signer.verifiedBy,
    items: ownedItems(ours, keyed ? [...named, keyed] : named, signer),
    itemCount: items.length,
  });
  return text(200, "ok");
}

async function refuse({ key, header, body }: Posted, why: string): Promise<WebhookAnswer> {
  await noteRefusal({ key, headers: keptHeaders(header), body, why });
  return text(403, why);
}

async function connectionsNamed(items: readonly Item[]): Promise<ResolvedConnection[]> {
  const { phoneNumberIds, businessAccountIds } = idsNamed(items);
  return items.length === 0 ? [] : findByIds({ phoneNumberIds, businessAccountIds });
}

/** Whether the body names an id that no connection has, or nobody at all. */
function namesStranger(items: readonly Item[], named: readonly ResolvedConnection[]): boolean {
  const numbers = new Set(named.map((connection) => connection.phoneNumberId));
  const accounts = new Set(named.map((connection) => connection.businessAccountId));
  const isKnown = ({ phoneNumberId, businessAccountId }: Item) =>
    phoneNumberId === null ? businessAccountId !== null && accounts.has(businessAccountId) : numbers.has(phoneNumberId);
  return items.length === 0 || !items.every(isKnown);
}

function keptHeaders(header: (name: string) => string | null): Record<string, string> {
  return Object.fromEntries(KEPT_HEADERS.flatMap((name) => [[name, header(name)] as const]).filter(isGiven));
}

const isGiven = (pair: readonly [string, string | null]): pair is readonly [string, string] => pair[1] !== null;
