import { afterAll, beforeEach, expect, test, vi } from "vitest";
import { startGraph } from "@/dev/graph/server";
import { openWeb } from "@/dev/local-web";
import { setStage, type Stage } from "@/dev/stage";
import { openNodeMount } from "@/dev/webhook-mounts";
import { flowOf } from "@/flow/golden/flow-of";
import { asSystem } from "@/platform/db/as-system";
import { claim } from "@/platform/lanes/claim";
import { endingAt } from "@/platform/time-left";
import { call } from "@/whatsapp/server/graph-call";
import { laneKinds } from ".";
import { drainAndHandOn } from "./drain-and-hand-on";
import { takeSeat } from "./drain-seat";

// A function's time is 60 s, of which 40 are for claiming: one that "began" so long ago has less left.
const DRAIN_MS = 40_000;
const beganWithLeft = (ms: number) => Date.now() - DRAIN_MS + ms;

const graph = await startGraph({ apps: [], numbers: [], window: false });
const front = await openNodeMount();
const deployment = await openWeb((_, response) => response.writeHead(202).end("Begun"));
vi.stubEnv("META_GRAPH_URL", graph.url);
vi.stubEnv("APP_URL", deployment.url);
vi.stubEnv("CRON_SECRET", "a secret of cron");

let stage: Stage;
beforeEach(async () => {
  await asSystem((sql) => sql.query("delete from lanes"));
  graph.faults.clear();
  deployment.heard.length = 0;
  stage = await setStage(graph, front);
  await stage.addFlow(
    "Echo",
    flowOf({ t: ["trigger", { keyword: "eco" }], a: ["message", { text: "heard" }] }, ["t > a"]),
  );
});
afterAll(async () => {
  deployment.close();
  front.close();
  await graph.close();
});

const texts = () => graph.sent({ phoneNumberId: stage.phoneNumberId }).map(({ text }) => text);
const addDelay = (seconds: number) =>
  stage.addFlow(
    "Later",
    flowOf({ t: ["trigger", { keyword: "later" }], d: ["delay", { seconds }], a: ["message", { text: "now" }] }, [
      "t > d",
      "d > a",
    ]),
  );

test("it works what is due, and leaves", async () => {
  await stage.says("eco");
  expect(await drainAndHandOn()).toMatchObject({ handedOn: false });
  expect(texts()).toEqual(["heard"]);
  expect(deployment.heard).toEqual([]);
});

test("it stays for what a delay makes due, also after one that stayed for nothing", async () => {
  await addDelay(1);
  await drainAndHandOn();
  await stage.says("later");
  await drainAndHandOn();
  expect(texts()).toEqual(["now"]);
});

test("who stays for later also works what another leaves behind that is due sooner", async () => {
  await addDelay(30);
  await stage.says("later", "491701111111");
  const staying = drainAndHandOn(beganWithLeft(6_000));
  await vi.waitFor(async () => expect(await takeSeat(Date.now())).toBeNull());
  await stage.addFlow(
    "Soon",
    flowOf({ t: ["trigger", { keyword: "soon" }], d: ["delay", { seconds: 1 }], a: ["message", { text: "in time" }] }, [
      "t > d",
      "d > a",
    ]),
  );
  await stage.says("soon", "491702222222");
  expect(await drainAndHandOn()).toMatchObject({ handedOn: false });
  expect(texts()).toEqual([]);
  await vi.waitFor(() => expect(texts()).toEqual(["in time"]), 5_000);
  expect(await staying).toMatchObject({ handedOn: true });
});

test("when its time is over before the work, another function goes on", async () => {
  await stage.says("eco");
  expect(await drainAndHandOn(beganWithLeft(-1))).toEqual({ worked: 0, handedOn: true });
  expect(deployment.heard).toMatchObject([
    { url: "/api/work/drain?answer=first", headers: { authorization: "Bearer a secret of cron" } },
  ]);
});

test("what is due in more than a minute is left to cron", async () => {
  await addDelay(120);
  await stage.says("later");
  expect(await drainAndHandOn(beganWithLeft(1_000))).toMatchObject({ handedOn: false });
});

test("a call gives up before its function ends, and none is begun with too little time", async () => {
  graph.faults.sends({ kind: "slow", ms: 60_000 }, { times: 1 });
  const path = [stage.phoneNumberId, "messages"];
  const body = { messaging_product: "whatsapp", to: "491701234567", type: "text", text: { body: "hello" } };
  const began = Date.now();
  expect(await endingAt(began + 3_500, () => call(stage, { path, body }))).toMatchObject({ kind: "unknown" });
  expect(Date.now() - began).toBeLessThan(4_500);
  expect(await endingAt(began + 5_000, () => call(stage, { path, body }))).toMatchObject({ kind: "not-sent" });
});

test("what a function held that was ended is worked when its lease is over", async () => {
  await stage.says("eco");
  expect(await claim(laneKinds, 1)).toHaveLength(1);
  await drainAndHandOn(beganWithLeft(500));
  expect(texts()).toEqual([]);
  await asSystem((sql) =>
    sql.query("update lanes set lease_until = now() - interval '1 second' where lease is not null"),
  );
  await drainAndHandOn();
  expect(texts()).toEqual(["heard"]);
});
