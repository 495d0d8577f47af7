import { randomUUID } from "node:crypto";
import type Pusher from "pusher";
import { conversationChannel, presenceChannel } from "@/realtime/channel";
import type { PusherSettings } from "@/realtime/pusher-options";
import { askPusher } from "@/realtime/server/ask-pusher";
import { createPusherApi } from "@/realtime/server/pusher-api";
import { openBrowser, type Browser } from "./browser";
import { callTrouble, NOT_HEARD, thrownTrouble, Trouble } from "./trouble";

/** Says what comes of an act; when that fails, so does the step. */
type Step = <Result>(name: string, act: () => Promise<Result>) => Promise<Result>;

/** The most that fits beside `{"text":""}`, three bytes a letter. */
const LONG_TEXT = "ह".repeat(Math.floor((10_240 - 11) / 3));
const NOT_ENDED =
  "This server does not end a user's connections: who is removed hears no more only once the channels are renamed.";
const NOT_EXCLUDED = "This server does not know socket_id: agents will see themselves typing.";
const NOT_PRESENT = "Presence does not work here: agents will not see who else is looking.";

/** What Recado asks of Pusher, once each, on channels of its own. */
export async function smoke(settings: PusherSettings, step: Step): Promise<void> {
  const api = createPusherApi(settings);
  const conversation = randomUUID();
  const browsers: Browser[] = [];
  const open = (name: string) => {
    const browser = openBrowser(api, settings, `smoke-${name}-${conversation}`);
    browsers.push(browser);
    return browser;
  };
  try {
    await step("the server side reaches the app", () => api.get({ path: "/channels" }).catch(refuse));
    const [ana, berta] = await step("two browsers connect", async () => {
      const both = [open("ana"), open("berta")] as const;
      await Promise.all(both.map((browser) => browser.connected()));
      return both;
    });
    const stage = { api, ana, berta, conversation };
    await events(stage, step);
    await presence(stage, step);
    await ending(stage, step);
  } finally {
    for (const browser of browsers) browser.close();
  }
}

interface Stage {
  readonly api: Pusher;
  readonly ana: Browser;
  readonly berta: Browser;
  readonly conversation: string;
}

async function events({ api, ana, berta, conversation }: Stage, step: Step): Promise<void> {
  const channel = conversationChannel(conversation, 0);
  await step("both subscribe to a private channel", () =>
    Promise.all([ana.subscribe(channel), berta.subscribe(channel)]),
  );
  await step("both hear a small event", async () => {
    await publish(api, { channel, name: "smoke:small", data: { text: "hola" } });
    await Promise.all([hears(ana, "smoke:small", "hola"), hears(berta, "smoke:small", "hola")]);
  });
  await step(`an event of ${LONG_TEXT.length} Hindi letters, near 10 240 bytes, arrives whole`, async () => {
    await publish(api, { channel, name: "smoke:large", data: { text: LONG_TEXT } });
    await hears(berta, "smoke:large", LONG_TEXT);
  });
  await step("who is named by its socket id does not hear its own event", async () => {
    await publish(api, { channel, name: "smoke:own", data: { text: "mine" }, socket_id: ana.socketId() });
    await publish(api, { channel, name: "smoke:after", data: { text: "" } });
    await Promise.all([hears(berta, "smoke:own", "mine"), hears(ana, "smoke:after", "")]);
    if (ana.heard.some(({ event }) => event === "smoke:own")) throw new Trouble("the sender heard it", NOT_EXCLUDED);
  });
}

async function presence({ ana, berta, conversation }: Stage, step: Step): Promise<void> {
  const channel = presenceChannel(conversation, 0);
  await step("a presence channel shows who is there and who joins", async () => {
    await ana.subscribe(channel);
    await berta.subscribe(channel);
    await berta.until(() => berta.sees(channel, ana.userId), NOT_PRESENT);
    await ana.until(() => ana.sees(channel, berta.userId), NOT_PRESENT);
  });
  await step("and who leaves", async () => {
    berta.leave(channel);
    await ana.until(() => !ana.sees(channel, berta.userId), NOT_PRESENT);
  });
}

async function ending({ api, ana, berta, conversation }: Stage, step: Step): Promise<void> {
  const channel = conversationChannel(conversation, 0);
  await step("both sign in", () => Promise.all([ana.signIn(), berta.signIn()]));
  await step("ending one user's connections leaves the other connected", async () => {
    await api.terminateUserConnections(ana.userId).catch(refuse);
    await ana.until(() => !ana.isConnected(), NOT_ENDED);
    await publish(api, { channel, name: "smoke:last", data: { text: "" } });
    await hears(berta, "smoke:last", "");
  });
}

const refuse = (error: unknown): never => {
  throw thrownTrouble(error);
};

async function publish(api: Pusher, event: Pusher.BatchEvent): Promise<void> {
  const failure = await askPusher(api, [event]);
  if (failure) throw callTrouble(failure);
}

const hears = (browser: Browser, event: string, text: string): Promise<void> =>
  browser.until(() => browser.heard.some((one) => one.event === event && one.text === text), NOT_HEARD);
