import { NUMBER, startScene } from "../graph/scene";
import type { GraphOptions } from "../graph/graph-emulator";
import type { Bubble, Exchange } from "./page-model";
import { startPhone } from "./server";

export const LUCIA = "12025550114";

interface Heard {
  event: string;
  data: Partial<Exchange> & { customer?: string; bubble?: Bubble; until?: string };
}

/** A phone on an emulator with one number and a receiver of its webhooks. For tests. */
export async function startPhoneScene(options: Partial<GraphOptions> = {}) {
  const scene = await startScene(options);
  const phone = await startPhone({ graph: scene.graph });
  const ask = async (method: string, path: string, body?: object) => {
    const answer = await fetch(phone.url + path, { method, ...(body && { body: JSON.stringify(body) }) });
    return { status: answer.status, body: (await answer.json()) as never };
  };
  return {
    ...scene,
    url: phone.url,
    ask,
    say: (content: object, customer = LUCIA) =>
      ask("POST", "/api/messages", { phoneNumberId: NUMBER.phoneNumberId, customer, ...content }),
    /** The customer's message in the last webhook. */
    lastHeard: () => scene.receiver.received.findLast(({ value }) => value.messages.length > 0)!.value.messages[0]!,
    async bubbles(customer = LUCIA): Promise<Bubble[]> {
      const query = new URLSearchParams({ phoneNumberId: NUMBER.phoneNumberId, customer });
      const { bubbles } = (await ask("GET", `/api/chat?${query.toString()}`)).body as { bubbles: Bubble[] };
      return bubbles;
    },
    listen: () => listenTo(phone.url),
    async close() {
      await phone.close();
      await scene.close();
    },
  };
}

export type PhoneScene = Awaited<ReturnType<typeof startPhoneScene>>;

/** What a page hears, from now on. */
async function listenTo(url: string) {
  const stop = new AbortController();
  const answer = await fetch(`${url}/api/events`, { signal: stop.signal });
  const heard: Heard[] = [];
  void (async () => {
    let text = "";
    const decoder = new TextDecoder();
    for await (const chunk of answer.body!) {
      const frames = (text + decoder.decode(chunk, { stream: true })).split("\n\n");
      text = frames.pop()!;
      for (const frame of frames) {
        const [, event, data] = /^event: (.*)\ndata: (.*)$/.exec(frame) ?? [];
        if (event) heard.push({ event, data: JSON.parse(data!) as Heard["data"] });
      }
    }
  })().catch(() => undefined);
  return { heard, stop: () => stop.abort() };
}
