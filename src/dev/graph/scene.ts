import type { GraphOptions } from "./graph-emulator";
import { startReceiver } from "./receiver";
import { startGraph } from "./server";

export const APP = { appId: "9001", appSecret: "an app secret" };
export const NUMBER = {
  phoneNumberId: "106540352242922",
  businessAccountId: "102290129340398",
  displayPhoneNumber: "+1 555 078 3881",
  accessToken: "a-token",
  appId: APP.appId,
  name: "Café Recado",
};
export const ANA = "5215550100001";

/** An emulator with one app and one number, and a receiver of its webhooks. For tests. */
export async function startScene(options: Partial<GraphOptions> = {}) {
  const receiver = await startReceiver();
  const apps = [{ ...APP, callbackUrl: receiver.url }];
  const graph = await startGraph({ apps, numbers: [NUMBER], ...options });
  const call = (path: string, { token = NUMBER.accessToken, ...init }: RequestInit & { token?: string } = {}) =>
    fetch(`${graph.url}/v26.0/${path}`, { ...init, headers: { authorization: `Bearer ${token}` } });
  const post = (body: object, signal: AbortSignal | null = null) =>
    call(`${NUMBER.phoneNumberId}/messages`, {
      method: "POST",
      body: JSON.stringify({ messaging_product: "whatsapp", to: ANA, ...body }),
      signal,
    });
  return {
    graph,
    receiver,
    call,
    post,
    /** Ana writes, so that free text may be sent to her. */
    anaSays: (text: string) =>
      graph.customerSays({ phoneNumberId: NUMBER.phoneNumberId, from: ANA, name: "Ana", text }),
    sendText: (body: string, more: object = {}, signal: AbortSignal | null = null) =>
      post({ type: "text", text: { body }, ...more }, signal),
    async close() {
      await graph.close();
      await receiver.close();
    },
  };
}

export type Scene = Awaited<ReturnType<typeof startScene>>;
