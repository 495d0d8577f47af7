import { createHmac } from "node:crypto";
import { env } from "@/platform/env";
import { restSeconds } from "../business-usage";
import type { MessageBody } from "../compose";
import { graphErrorIn, type GraphError } from "../graph-error";
import { asId, asList, asNumber, asRecord, asText, asTime, isRecord, parseJson, type Loose } from "../loose-json";

// Longer than the 10 s that fetch gives a connection to come about: running out of those is known to have sent nothing.
const TIMEOUT_MS = 15_000;

export interface GraphAccess {
  readonly accessToken: string;
  /** If it is known, calls prove that they come from the app. */
  readonly appSecret?: string | null | undefined;
}

export interface GraphConnection extends GraphAccess {
  readonly phoneNumberId: string;
}

/** A call that did not get the answer it wanted. */
export type Unanswered =
  /** Meta said no: `verdictOf` tells what to do. */
  | { readonly kind: "refused"; readonly error: GraphError; readonly restSeconds: number }
  /** Nothing left this machine, so that the same call can be made again. */
  | { readonly kind: "not-sent"; readonly why: string }
  /** It may have been carried out. */
  | { readonly kind: "unknown"; readonly why: string };

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

interface Call {
  readonly path: readonly string[];
  readonly query?: Readonly<Record<string, string>>;
  /** Without one it is a GET. */
  readonly body?: object;
  readonly timeoutMs?: number | undefined;
}

type Answered = { readonly kind: "answered"; readonly json: Loose; readonly restSeconds: number };

async function call(access: GraphAccess, request: Call): Promise<Answered | Unanswered> {
  const { body, timeoutMs = TIMEOUT_MS } = request;
  try {
    const response = await fetch(urlOf(access, request), {
      method: body ? "POST" : "GET",
      headers: { authorization: `Bearer ${access.accessToken}`, ...(body && { "content-type": "application/json" }) },
      ...(body && { body: JSON.stringify(body) }),
      // Neither the token nor a message goes where an answer points to.
      redirect: "error",
      signal: AbortSignal.timeout(timeoutMs),
    });
    // Some of Meta's errors quote the token.
    const text = (await response.text()).replaceAll(access.accessToken, "***");
    return answerIn(text, response);
  } catch (error) {
    return unansweredBecause(error);
  }
}

function urlOf({ accessToken, appSecret }: GraphAccess, { path, query }: Call): string {
  const { META_GRAPH_URL, META_GRAPH_VERSION } = env();
  const proof = appSecret && createHmac("sha256", appSecret).update(accessToken).digest("hex");
  const parameters = new URLSearchParams({ ...query, ...(proof && { appsecret_proof: proof }) });
  const address = [META_GRAPH_URL.replace(/\/+$/, ""), META_GRAPH_VERSION, ...path.map(encodeURIComponent)].join("/");
  return parameters.size === 0 ? address : `${address}?${parameters.toString()}`;
}

function answerIn(text: string, { status, ok, headers }: Response): Answered | Unanswered {
  const json = parseJson(text);
  const error = graphErrorIn(json, status);
  const rest = restSeconds(headers.get("x-business-use-case-usage"));
  if (error) return { kind: "refused", error, restSeconds: rest };
  if (!ok || !isRecord(json))
    return { kind: "unknown", why: `Meta answered ${status} without saying what became of it` };
  return { kind: "answered", json, restSeconds: rest };
}

function unansweredBecause(error: unknown): Unanswered {
  const { name, cause } = asRecord(error);
  const { code } = asRecord(cause);
  const why = asText(code) ?? asText(name) ?? "The call failed";
  return { kind: nothingLeft(cause) ? "not-sent" : "unknown", why };
}

/** Only a connection that never came about is certain: a reset or a time-out later proves nothing. */
function nothingLeft(cause: unknown): boolean {
  const { code, syscall, errors } = asRecord(cause);
  // Several addresses were tried.
  if (Array.isArray(errors) && errors.length > 0) return errors.every(nothingLeft);
  return code === "UND_ERR_CONNECT_TIMEOUT" || syscall === "connect" || syscall === "getaddrinfo";
}
