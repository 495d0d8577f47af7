import { createHash } from "node:crypto";
import { findAddressed, type ResolvedConnection } from "@/organization/server/resolve-connection";
import { env } from "@/platform/env";
import { newId } from "@/platform/id";
import { log } from "@/platform/log";
import { ownersNamed, type Owner } from "../webhook/owners-named";
import { parseBody } from "../webhook/parse-body";
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

const TOO_MANY = "The body names too many organizations";
const KEPT_HEADERS = ["user-agent", "content-type", "content-length", "x-hub-signature-256"];
const sha256 = (value: string) => createHash("sha256").update(value).digest("hex");

/**
 * A POST: verified over its bytes by a secret that may speak here, stored, and only then acknowledged. Until it is verified
 * nothing is read of it but whom it names.
 */
export async function receiveWebhook(posted: Posted): Promise<WebhookAnswer> {
  const { key, body, header } = posted;
  const json = parseBody(body);
  const owners = ownersNamed(json);
  if (!owners) return refuse(posted, 403, TOO_MANY);
  const { keyed, named } = await findAddressed({
    key,
    phoneNumberIds: distinct(owners.map((owner) => owner.phoneNumberId)),
    businessAccountIds: distinct(owners.map((owner) => owner.businessAccountId)),
  });
  const candidates = candidatesOf({
    keyed,
    named,
    namesStranger: namesStranger(owners, named),
    defaultSecret: env().DEFAULT_WEBHOOK_SECRET ?? null,
  });
  if (!candidates) return refuse(posted, 403, TOO_MANY);
  const signer = signerOf(body, header("x-hub-signature-256"), candidates);
  if (!signer) return refuse(posted, 403, "The signature does not fit");
  if (json === undefined) return text(400, "The body is not JSON");

  const { object, items, problems, tooLarge } = readBody(json, sha256);
  if (tooLarge) return refuse(posted, 413, tooLarge);
  if (problems.length > 0) log.warn({ problems }, "A signed webhook holds what can not be read");
  const ours = object === "whatsapp_business_account" ? items : [];
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

async function refuse({ key, header, body }: Posted, status: 403 | 413, why: string): Promise<WebhookAnswer> {
  await noteRefusal({ key, headers: keptHeaders(header), body, why });
  return text(status, why);
}

const distinct = (ids: readonly (string | null)[]): string[] => [...new Set(ids)].filter((id) => id !== null);

/** Whether the body names an id that no connection has, or nobody at all. */
function namesStranger(owners: readonly Owner[], named: readonly ResolvedConnection[]): boolean {
  const numbers = new Set(named.map((connection) => connection.phoneNumberId));
  const accounts = new Set(named.map((connection) => connection.businessAccountId));
  const isKnown = ({ phoneNumberId, businessAccountId }: Owner) =>
    phoneNumberId === null ? businessAccountId !== null && accounts.has(businessAccountId) : numbers.has(phoneNumberId);
  return owners.length === 0 || !owners.every(isKnown);
}

function keptHeaders(header: (name: string) => string | null): Record<string, string> {
  return Object.fromEntries(KEPT_HEADERS.flatMap((name) => [[name, header(name)] as const]).filter(isGiven));
}

const isGiven = (pair: readonly [string, string | null]): pair is readonly [string, string] => pair[1] !== null;
