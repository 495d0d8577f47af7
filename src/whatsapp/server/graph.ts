import type { MessageBody } from "../compose";
import { asId, asList, asNumber, asRecord, asText, asTime, type Loose } from "../loose-json";
import { call, type GraphAccess, type GraphConnection, type Unanswered } from "./graph-call";

export type SendOutcome =
  | {
      readonly kind: "accepted";
      readonly waMessageId: string;
      /** For so long Meta wants no more calls for the business account. */
      readonly restSeconds: number;
    }
  | Unanswered;

/** Sends one message. Meta has no idempotency key: after "unknown" it must not be sent again blindly. */
export async function sendMessage(message: {
  readonly connection: GraphConnection;
  readonly body: MessageBody;
  readonly timeoutMs?: number;
}): Promise<SendOutcome> {
  const { connection, body, timeoutMs } = message;
  const answer = await call(connection, { path: [connection.phoneNumberId, "messages"], body, timeoutMs });
  if (answer.kind !== "answered") return answer;
  const waMessageId = asId(asRecord(asList(answer.json.messages)[0]).id);
  return waMessageId === null
    ? { kind: "unknown", why: "The answer names no message" }
    : { kind: "accepted", waMessageId, restSeconds: answer.restSeconds };
}

/** Registers a number for the Cloud API with the PIN of its two-step verification; Meta allows it ten times in 72 hours. */
export async function registerNumber(
  connection: GraphConnection & { readonly pin: string },
): Promise<{ readonly kind: "done" } | Unanswered> {
  const body = { messaging_product: "whatsapp", pin: connection.pin };
  const answer = await call(connection, { path: [connection.phoneNumberId, "register"], body });
  return answer.kind === "answered" ? { kind: "done" } : answer;
}

export interface MarkRead {
  readonly connection: GraphConnection;
  readonly waMessageId: string;
  /** Shows "typing…" too, until our next message or for 25 seconds. */
  readonly typing: boolean;
}

/** Marks a customer's message as read, and those before it. */
export async function markRead({ connection, waMessageId, typing }: MarkRead): Promise<{ kind: "done" } | Unanswered> {
  const body = {
    messaging_product: "whatsapp",
    status: "read",
    message_id: waMessageId,
    ...(typing && { typing_indicator: { type: "text" } }),
  };
  const answer = await call(connection, { path: [connection.phoneNumberId, "messages"], body });
  return answer.kind === "answered" ? { kind: "done" } : answer;
}

export interface PhoneNumber {
  readonly id: string;
  readonly displayPhoneNumber: string | null;
  readonly verifiedName: string | null;
  readonly quality: string | null;
  /** How many messages Meta lets through, in and out together: fewer where the number is on a phone's app too. */
  readonly messagesPerSecond: number;
}

const MOST_PAGES = 50;

/** Proves that the token reads this phone number under this business account. */
export async function readPhoneNumber(
  access: GraphAccess & { readonly phoneNumberId: string; readonly businessAccountId: string },
): Promise<{ readonly kind: "found"; readonly number: PhoneNumber } | { readonly kind: "not-found" } | Unanswered> {
  const fields = "id,display_phone_number,verified_name,quality_rating,throughput,is_on_biz_app";
  let after: string | null = null;
  for (let page = 0; page < MOST_PAGES; page++) {
    const query: Record<string, string> = { fields, limit: "100", ...(after && { after }) };
    const answer = await call(access, { path: [access.businessAccountId, "phone_numbers"], query });
    if (answer.kind !== "answered") return answer;
    const number = asList(answer.json.data)
      .map(asRecord)
      .find((one) => asId(one.id) === access.phoneNumberId);
    if (number) return { kind: "found", number: phoneNumberOf(access.phoneNumberId, number) };
    const paging = asRecord(answer.json.paging);
    after = asText(paging.next) && asText(asRecord(paging.cursors).after);
    if (after === null) break;
  }
  return { kind: "not-found" };
}

const phoneNumberOf = (id: string, number: Loose): PhoneNumber => ({
  id,
  displayPhoneNumber: asText(number.display_phone_number),
  verifiedName: asText(number.verified_name),
  quality: asText(number.quality_rating),
  messagesPerSecond: throughputOf(number),
});

/** In and out together: https://developers.facebook.com/docs/whatsapp/cloud-api/overview#throughput */
function throughputOf({ throughput, is_on_biz_app: isShared }: Loose): number {
  if (isShared === true) return 20;
  return asRecord(throughput).level === "HIGH" ? 1_000 : 80;
}

export interface MediaFacts {
  /** Works for five minutes, with the token. */
  readonly url: string;
  readonly mimeType: string | null;
  readonly sha256: string | null;
  /** Bytes. */
  readonly size: number | null;
}

/** Where the file of a message is. An id from a webhook lives for seven days. */
export async function readMedia(
  connection: GraphConnection,
  mediaId: string,
): Promise<{ readonly kind: "read"; readonly media: MediaFacts } | Unanswered> {
  const query = { phone_number_id: connection.phoneNumberId };
  const answer = await call(connection, { path: [mediaId], query });
  if (answer.kind !== "answered") return answer;
  const url = asText(answer.json.url);
  if (url === null) return { kind: "unknown", why: "The answer names no address" };
  const { mime_type: mimeType, sha256, file_size: size } = answer.json;
  return { kind: "read", media: { url, mimeType: asText(mimeType), sha256: asText(sha256), size: asNumber(size) } };
}

export interface Upload {
  readonly connection: GraphConnection;
  readonly file: Blob;
  /** One of those that Meta takes. */
  readonly mimeType: string;
  readonly filename: string;
  readonly timeoutMs?: number;
}

export type UploadOutcome =
  { readonly kind: "uploaded"; readonly mediaId: string; readonly restSeconds: number } | Unanswered;

const LEAST_UPLOAD_MS = 30_000;
/** 4 Mbit/s: the largest file, 100 MiB, may take four minutes. */
const UPLOAD_BYTES_PER_MS = 500;

/**
 * Gives Meta a file, which lives there for 30 days and belongs to the number. It reaches no customer: after "unknown" it may be
 * done again.
 */
export async function uploadMedia({
  connection,
  file,
  mimeType,
  filename,
  timeoutMs = LEAST_UPLOAD_MS + Math.ceil(file.size / UPLOAD_BYTES_PER_MS),
}: Upload): Promise<UploadOutcome> {
  const body = new FormData();
  body.set("messaging_product", "whatsapp");
  body.set("type", mimeType);
  // Meta looks at the type of this part, not at the one beside it.
  body.set("file", new File([file], filename, { type: mimeType }));
  const answer = await call(connection, { path: [connection.phoneNumberId, "media"], body, timeoutMs });
  if (answer.kind !== "answered") return answer;
  const mediaId = asId(answer.json.id);
  return mediaId === null
    ? { kind: "unknown", why: "The answer names no file" }
    : { kind: "uploaded", mediaId, restSeconds: answer.restSeconds };
}

export interface TokenFacts {
  readonly isValid: boolean;
  readonly appId: string | null;
  /** Null: never. */
  readonly expiresAt: Date | null;
  readonly scopes: readonly string[];
}

/** What Meta says about an access token, asked with the token itself. */
export async function debugToken(
  access: GraphAccess,
): Promise<{ readonly kind: "read"; readonly token: TokenFacts } | Unanswered> {
  const answer = await call(access, { path: ["debug_token"], query: { input_token: access.accessToken } });
  if (answer.kind !== "answered") return answer;
  const data = asRecord(answer.json.data);
  const expiresAt = asTime(data.expires_at);
  const token = {
    isValid: data.is_valid === true,
    appId: asId(data.app_id),
    expiresAt: expiresAt === null ? null : new Date(expiresAt),
    scopes: asList(data.scopes).filter((scope) => typeof scope === "string"),
  };
  return { kind: "read", token };
}
