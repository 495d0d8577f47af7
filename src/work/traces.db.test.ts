import { once } from "node:events";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, expect, test, vi } from "vitest";
import { startGraph } from "@/dev/graph/server";
import { MENU } from "@/dev/menu-flow";
import { setStage, workAll } from "@/dev/stage";
import { openNodeMount } from "@/dev/webhook-mounts";
import { flushTraces } from "@/platform/trace";

interface Span {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly kind: number;
  readonly attributes: readonly { readonly key: string; readonly value: object }[];
}

/** A collector of traces, as one stands beside a deployment: OTLP over HTTP, in JSON. */
const received: { headers: http.IncomingHttpHeaders; text: string; spans: Span[] }[] = [];
const collector = http.createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    const text = Buffer.concat(chunks).toString();
    const { resourceSpans } = JSON.parse(text) as { resourceSpans: { scopeSpans: { spans: Span[] }[] }[] };
    const spans = resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans));
    received.push({ headers: { ...request.headers, path: request.url }, text, spans });
    response.writeHead(200, { "content-type": "application/json" }).end("{}");
  });
});
await once(collector.listen(0, "127.0.0.1"), "listening");
const graph = await startGraph({ apps: [], numbers: [], window: false, statusesUpTo: "none" });
vi.stubEnv("META_GRAPH_URL", graph.url);
vi.stubEnv("OTEL_EXPORTER_OTLP_ENDPOINT", `http://127.0.0.1:${(collector.address() as AddressInfo).port}/`);
vi.stubEnv("OTEL_EXPORTER_OTLP_HEADERS", "x-api-key=a%20key");
vi.stubEnv("OTEL_SERVICE_NAME", "recado-test");
const front = await openNodeMount();
afterAll(async () => {
  await graph.close();
  front.close();
  collector.close();
});

const spans = () => received.flatMap((batch) => batch.spans);

test("one trace leads from the webhook over its event to the calls of Meta and to the screens", async () => {
  const stage = await setStage(graph, front);
  await stage.addFlow("Menu", MENU);
  await stage.says("hola amiga");
  await workAll();
  const arrived = () => {
    const all = spans();
    const event = all.find(({ name }) => name === "event");
    return all.filter(({ traceId }) => traceId === event?.traceId);
  };
  await vi.waitFor(async () => {
    await flushTraces();
    expect(arrived().map(({ name }) => name)).toEqual(expect.arrayContaining(["webhook", "publish", "graph messages"]));
    expect(arrived().filter(({ name }) => name === "take-bubble")).toHaveLength(2);
  }, 10_000);

  const trace = arrived();
  const parentOf = ({ parentSpanId }: Span) => trace.find(({ spanId }) => spanId === parentSpanId)?.name;
  const parentsOf = (name: string) => new Set(trace.filter((span) => span.name === name).map(parentOf));
  expect(parentsOf("webhook")).toEqual(new Set([undefined]));
  expect(parentsOf("event")).toEqual(new Set(["webhook"]));
  expect(parentsOf("take-bubble")).toEqual(new Set(["event"]));
  expect(parentsOf("publish")).toEqual(new Set(["event", "take-bubble"]));
  expect(parentsOf("graph messages")).toContain("take-bubble");

  const raw = received.map(({ text }) => text).join("\n");
  for (const secret of [
    "hola",
    "491701234567",
    stage.accessToken,
    stage.appSecret,
    stage.webhookKey,
    stage.phoneNumberId,
  ])
    expect(raw).not.toContain(secret);
  expect(raw).toContain("recado-test");
  expect(received[0]?.headers).toMatchObject({ "x-api-key": "a key", path: "/v1/traces" });
});

test("a collector that is away costs the spans and nothing else", async () => {
  collector.closeAllConnections();
  await new Promise((resolve) => collector.close(resolve));
  const stage = await setStage(graph, front);
  await stage.addFlow("Menu", MENU);
  await stage.says("hola");
  await workAll();
  const start = performance.now();
  await flushTraces();
  expect(performance.now() - start).toBeLessThan(4_000);
  expect(graph.sent({ phoneNumberId: stage.phoneNumberId })).toHaveLength(2);
});
