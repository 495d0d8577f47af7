import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { chatOf, digits, findChat } from "./chat";
import { createCourier } from "./webhook/courier";
import { customerChanges } from "./webhook/customer-changes";
import { customerSays } from "./webhook/customer-says";
import { deliverRaw } from "./webhook/deliver-raw";
import type { Emulation } from "./emulation";
import { createExchangeLog } from "./exchange/exchange-log";
import { createFaults } from "./faults";
import type { GraphEmulator, GraphOptions, SentFilter } from "./graph-emulator";
import { handshake } from "./webhook/handshake";
import { later } from "./later";
import { createMediaStore } from "./media-store";
import { keepMemory } from "./memory/keep-memory";
import { answerCall } from "./api/listener";
import { reportStatus } from "./webhook/statuses";
import { createRates } from "./rates";
import { decide, reviewByRule } from "./template/review";
import { templatesOf } from "./template/sendable";
import { metaNumber } from "./wamid";
import { createStore, type SentMessage, type Store, tell } from "./store";

const GAPS_MS = [1, 2, 4, 8, 15, 30, 60, 120, 300, 600, 900, 1800].map((seconds) => seconds * 1000);

/** Meta's Graph API on this machine, with what dev, tests and benchmarks need to play the customers and the faults. */
export async function startGraph(options: GraphOptions): Promise<GraphEmulator> {
  const { host = "127.0.0.1", port = 0, redeliveryGapsMs = GAPS_MS, webhookTimeoutMs = 10_000 } = options;
  const timers = later();
  const store = createStore(options.apps, options.numbers);
  const exchanges = createExchangeLog((exchange) => tell(store, { kind: "exchange", exchange }));
  const emulation: Emulation = {
    store,
    exchanges,
    courier: createCourier({ gapsMs: redeliveryGapsMs, timeoutMs: webhookTimeoutMs, timers, exchanges }),
    faults: createFaults(options.dice),
    timers,
    batches: new Map(),
    rates: createRates(options.rates ?? {}),
    media: createMediaStore(),
    review: options.review ?? reviewByRule,
    hiddenPhones: options.hiddenPhones ?? "omitted",
    window: options.window ?? true,
    statusesUpTo: options.statusesUpTo ?? "delivered",
  };
  const server = createServer((request, response) => {
    answerCall(request, response, emulation).catch((cause: unknown) => {
      if (!request.destroyed) console.error("Graph emulator:", cause);
      response.destroy();
    });
  });
  const memory = options.memoryFile ? await keepMemory(options.memoryFile, store, emulation.media) : undefined;
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(port, host, resolve));

  return {
    url: `http://${host}:${(server.address() as AddressInfo).port}`,
    async close() {
      timers.clear();
      emulation.courier.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await memory?.close();
    },
    ...surface(emulation),
  };
}

function surface(emulation: Emulation): Omit<GraphEmulator, "url" | "close"> {
  const { store, faults, media, exchanges } = emulation;
  return {
    faults,
    media,
    file: (id) => media.find(id),
    addApp: (app) => void store.apps.set(app.appId, { ...app }),
    addNumber(number) {
      store.numbers.set(number.phoneNumberId, { ...number });
      tell(store, { kind: "directory" });
    },
    app: (appId) => store.apps.get(appId),
    async setCallback(appId, { url, verifyToken }) {
      const app = store.apps.get(appId);
      if (app === undefined) throw new Error(`No app ${appId} is known here.`);
      const result = await handshake({ url, verifyToken }, exchanges);
      if (result.ok) Object.assign(app, { callbackUrl: url, verifyToken });
      return result;
    },
    setToken: (accessToken, facts = {}) => void store.tokens.set(accessToken, facts),
    addTemplate(given) {
      const template = { id: metaNumber(), ...given };
      store.templates.set(template.id, template);
      return template;
    },
    templates: (businessAccountId) => templatesOf(store, businessAccountId),
    decideTemplate(id, verdict) {
      const template = store.templates.get(id);
      if (template === undefined) throw new Error(`No template ${id} is known here.`);
      return decide(emulation, template, verdict);
    },
    verificationCode: (phoneNumberId) => store.codes.get(phoneNumberId),
    numbers: () => [...store.numbers.values()],
    addCustomer(customer) {
      store.customers.set(customer.id, customer);
      tell(store, { kind: "directory" });
    },
    customers: () => [...store.customers.values()],
    chats: () => [...new Set(store.chats.values())],
    chat: (phoneNumberId, customer) => findChat(store, phoneNumberId, customer),
    sent: (filter = {}) => sentMessages(store, filter),
    chatOf: (waMessageId) => chatOf(store, waMessageId),
    exchanges: () => exchanges.newest(),
    watch(listener) {
      store.listeners.add(listener);
      return () => void store.listeners.delete(listener);
    },
    customerChanges: (changes) => customerChanges(emulation, changes),
    customerSays: (says) => customerSays(emulation, says),
    status: (report) => reportStatus(emulation, report),
    deliver: (body, appId) => deliverRaw(emulation, body, appId),
  };
}

function sentMessages(store: Store, { phoneNumberId, to, type }: SentFilter): SentMessage[] {
  const sent: SentMessage[] = [];
  for (const message of store.messages.values()) {
    if (message.direction !== "sent") continue;
    if (phoneNumberId !== undefined && message.phoneNumberId !== phoneNumberId) continue;
    if (to !== undefined && message.to !== to && message.to !== digits(to)) continue;
    if (type === undefined || message.type === type) sent.push(message);
  }
  return sent;
}
