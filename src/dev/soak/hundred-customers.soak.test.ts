import { fileURLToPath } from "node:url";
import { afterAll, expect, onTestFailed, test, vi } from "vitest";
import { bundle } from "../build.mjs";
import { META_RATES } from "../graph/rates";
import { startGraph } from "../graph/server";
import { makeBadWeather, SHARE, spoilNextFile } from "./bad-weather";
import type { Accepted, Said } from "./books";
import { endLeases, letTimePass } from "./clock";
import { customersOf } from "./customers";
import { diceOf } from "./dice";
import { keepKilling } from "./killer";
import { disagreements, failures } from "./ledger";
import { listen } from "./news";
import { play } from "./play";
import { openPrices } from "./prices";
import { startProgram } from "./program";
import { openShop } from "./shop";
import { storedMessages, waitingWork } from "./stored";
import { openWire } from "./wire";

// The promise of DESIGN.md section 2 to a hundred customers of two organizations, while everything goes wrong that can. Of
// what stands in the way only chance is drawn from the seed: SOAK_SEED plays the same faults and deaths, not the same instants.
const CUSTOMERS = 100;
const KILLS = 5;
const seed = Number(process.env["SOAK_SEED"] ?? Math.floor(Math.random() * 2 ** 31));
const dice = diceOf(seed);
const weather = { isBad: true };
const isOver = () => !weather.isBad;

const graph = await startGraph({
  apps: [],
  numbers: [],
  rates: META_RATES,
  dice,
  redeliveryGapsMs: [500, ...Array.from({ length: 300 }, () => 1_000)],
});
vi.stubEnv("META_GRAPH_URL", graph.url);
const wire = await openWire(() => weather.isBad && dice() < SHARE);
const prices = await openPrices(() => (weather.isBad ? dice() : 1), SHARE);
const complaints: string[] = [];
const program = {
  env: { META_GRAPH_URL: graph.url, HTTP_ALLOW_HOSTS: "127.0.0.1" },
  complain: (line: string) => void complaints.push(line),
};
let sent = 0;
graph.watch((event) => void (sent += event.kind === "message" && event.message.direction === "sent" ? 1 : 0));

const endings = [() => graph.close(), wire.close];
afterAll(async () => {
  weather.isBad = false;
  for (const end of endings.reverse()) await end();
  prices.close();
});

// They start often: bundled, as they are shipped, in a quarter of the time.
const BUNDLES = "node_modules/.cache/recado/soak";
await bundle({ worker: "src/worker.ts", server: fileURLToPath(new URL("server.ts", import.meta.url)) }, BUNDLES);

const startWorker = () => startProgram(`${BUNDLES}/worker.mjs`, program);

async function startWeb() {
  const web = await startProgram(`${BUNDLES}/server.mjs`, program);
  wire.leadTo(web.said);
  return web;
}

test(`${CUSTOMERS} customers are served well, whatever fails and whoever is killed`, { timeout: 420_000 }, async () => {
  onTestFailed(() => console.log([`SOAK_SEED=${seed}`, ...complaints.slice(-20)].join("\n")));
  const began = performance.now();
  const web = await keepKilling(
    { start: startWeb, done: wire.posts },
    { times: KILLS, most: CUSTOMERS * 9, dice, isOver },
  );
  endings.push(web.end);
  const shops = [
    await openShop(graph, wire, { method: "GET", url: prices.url }),
    await openShop(graph, wire, { method: "POST", url: prices.url }),
  ];
  const worker = await keepKilling(
    { start: startWorker, done: () => sent, afterwards: endLeases },
    { times: KILLS, most: CUSTOMERS * 3, dice, isOver },
  );
  endings.push(worker.end);
  const news = listen(graph);
  endings.push(news.stop, letTimePass(isOver));

  makeBadWeather(graph);
  const said: Said[] = [];
  let served = 0;
  const world = { graph, news, said, beforeFile: () => spoilNextFile(graph, dice) };
  const playing = customersOf(CUSTOMERS, dice).map(async (customer) => {
    await play({ ...world, stage: shops[customer.shop]! }, customer);
    served += 1;
  });
  const all = { served: CUSTOMERS, awaited: [] };
  await Promise.race([
    Promise.all(playing),
    vi.waitFor(() => expect({ served, awaited: news.awaited() }).toEqual(all), 300_000),
  ]);

  weather.isBad = false;
  graph.faults.clear();
  graph.media.clear();
  await Promise.all([web.over, worker.over]);
  const accepted = (): Accepted[] =>
    shops.flatMap(({ organizationId, phoneNumberId }) =>
      graph
        .sent({ phoneNumberId })
        .map(({ to: customer, opaque: messageId, ...rest }) => ({ organizationId, customer, messageId, ...rest })),
    );
  let posts = -1;
  await vi.waitFor(
    async () => {
      const before = posts;
      posts = wire.posts();
      expect({ posts, outstanding: [...wire.outstanding] }).toEqual({ posts: before, outstanding: [] });
      expect(Object.entries(await waitingWork()).filter(([, count]) => count > 0)).toEqual([]);
      expect(disagreements({ said, accepted: accepted(), stored: await storedMessages(), ...wire })).toEqual([]);
    },
    { timeout: 90_000, interval: 1_000 },
  );
  const keys = prices.heard.flatMap(({ method, headers }) => (method === "POST" ? [headers["idempotency-key"]] : []));
  expect(new Set(keys).size).toBe(keys.length); // nobody ordered twice
  expect(Math.min(web.kills(), worker.kills())).toBeGreaterThan(1);

  const seconds = ((performance.now() - began) / 1000).toFixed(0);
  console.log(
    `soak: ${CUSTOMERS} customers said ${said.length}, ${sent} bubbles accepted, failed: ${failures(await storedMessages())}; ` +
      `${web.kills()} web and ${worker.kills()} worker kills, ${wire.unanswered()} of ${posts} webhooks came again, ${seconds} s`,
  );
});
