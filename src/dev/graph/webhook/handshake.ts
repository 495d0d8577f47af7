import { randomInt } from "node:crypto";
import { Agent } from "node:http";
import { bodyKept } from "../exchange/body-kept";
import type { ExchangeLog } from "../exchange/exchange-log";
import { callWebhook } from "./call-webhook";

export interface HandshakeResult {
  ok: boolean;
  /** 0 when nobody answered. */
  status: number;
  /** What was wrong, in words. */
  reason?: string;
}

/** Meta's check of a callback: a GET that must answer 200 and exactly the challenge. */
export async function handshake(
  callback: { url: string; verifyToken: string },
  exchanges: ExchangeLog,
): Promise<HandshakeResult> {
  const challenge = String(randomInt(100_000_000, 2_000_000_000));
  if (!URL.canParse(callback.url)) return { ok: false, status: 0, reason: "the callback is not an address" };
  const url = new URL(callback.url);
  url.searchParams.set("hub.mode", "subscribe");
  url.searchParams.set("hub.challenge", challenge);
  url.searchParams.set("hub.verify_token", callback.verifyToken);
  const agent = new Agent();
  const end = exchanges.begin({ kind: "webhook", method: "GET", url: url.href, request: undefined });
  const { status, text, error } = await callWebhook({ method: "GET", url: url.href, agent, timeoutMs: 10_000 });
  end({ status, error, response: bodyKept(text, text.length) });
  agent.destroy();
  if (status === 0) return { ok: false, status, reason: error ?? "nobody answered" };
  if (status === 403)
    return { ok: false, status, reason: "answered 403: the verify token is not the one in its settings" };
  if (status !== 200) return { ok: false, status, reason: `answered ${status} instead of 200` };
  if (text !== challenge) return { ok: false, status, reason: "did not answer with exactly the challenge" };
  return { ok: true, status };
}
