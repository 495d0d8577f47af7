import { afterAll, beforeEach, expect, test, vi } from "vitest";
import { addCallingFlow } from "@/dev/calling-flow";
import { startGraph } from "@/dev/graph/server";
import { openWeb } from "@/dev/local-web";
import { setStage, workAll, type Stage } from "@/dev/stage";
import { openNodeMount } from "@/dev/webhook-mounts";
import { setSecret } from "@/organization/server/secrets";
import { asSystem } from "@/platform/db/as-system";
import { inOrganization } from "@/platform/db/in-organization";
import { log } from "@/platform/log";

const graph = await startGraph({ apps: [], numbers: [], window: false });
vi.stubEnv("META_GRAPH_URL", graph.url);
vi.stubEnv("HTTP_ALLOW_HOSTS", "127.0.0.1");
const front = await openNodeMount();
const crm = await openWeb();

let stage: Stage;
beforeEach(async () => {
  crm.heard.length = 0;
  crm.answer((_, response) => response.setHeader("content-type", "application/json").end('{"price":"12 €"}'));
  stage = await setStage(graph, front);
});
afterAll(async () => {
  await graph.close();
  front.close();
  crm.close();
});

const ofStage = <Row>(statement: string) => asSystem((sql) => sql.query<Row>(statement, [stage.organizationId]));
const calls = () =>
  ofStage<{ id: string; state: string; attempts: number; wait: number | null }>(
    `select id, state, attempts, extract(epoch from next_attempt_at - now())::float8 as wait from http_calls where organization_id = $1`,
  );
const sessions = () =>
  ofStage<{ status: string; reason: string }>(
    "select status, end_reason as reason from sessions where organization_id = $1 order by created_at",
  );
const told = async () => (await stage.messages()).map(({ sender, content }) => `${sender}: ${content}`);
const works = async (check: () => Promise<void> | void) =>
  vi.waitFor(async () => {
    await workAll();
    await check();
  }, 10_000);
const comesTo = (line: string) => works(async () => expect((await told()).at(-1)).toBe(`bot: ${line}`));
const secret = (name: string, value: string, { organizationId }: { organizationId: string } = stage) =>
  inOrganization(organizationId, (db) => setSecret(db, { organizationId, userId: null }, { name, value }));

test("the flow goes on with what was answered, and the call's row is gone", async () => {
  await addCallingFlow(stage, crm.url, {
    method: "POST",
    body: '{"said": "{{ input }}"}',
    path: "/of/{{ input }}?q={{ input }}",
  });
  await stage.says('price of "a/b" ñ');
  await comesTo("It costs 12 €");
  const [heard] = crm.heard;
  expect(crm.heard).toHaveLength(1);
  expect(heard).toMatchObject({
    method: "POST",
    url: "/of/price%20of%20%22a%2Fb%22%20%C3%B1?q=price%20of%20%22a%2Fb%22%20%C3%B1",
  });
  expect(JSON.parse(heard!.body)).toEqual({ said: 'price of "a/b" ñ' });
  expect(heard!.headers["idempotency-key"]).toMatch(/^[0-9a-f-]{36}:1:0$/);
  expect(await calls()).toEqual([]);
  expect(await sessions()).toEqual([{ status: "Completed", reason: "no-next" }]);
});

test.each([
  ["another status", 404, "text/plain", "nobody knows", "Sorry: status 404"],
  ["text", 200, "text/plain; charset=latin1", Buffer.from("12 pesos más", "latin1"), "It costs 12 pesos más"],
  ["JSON that says it is text", 200, "text/plain", '{"price":7}', "It costs 7"],
  ["text that says it is JSON", 200, "application/json", "{12", "It costs {12"],
  ["what no column holds", 200, "application/json", '{"price":"a\\u0000b\\ud800c"}', "It costs a\uFFFDb\uFFFDc"],
])("an answer of %s has its way", async (...[, status, type, body, line]) => {
  crm.answer((_, response) => response.writeHead(status, { "content-type": type }).end(body));
  await addCallingFlow(stage, crm.url);
  await stage.says("price");
  await comesTo(line);
});

test("an answer that nests deeper than anybody reads is taken in all the same", async () => {
  crm.answer((_, response) => response.end(`${"[".repeat(20_000)}${"]".repeat(20_000)}`));
  await addCallingFlow(stage, crm.url);
  await stage.says("price");
  await works(async () => expect((await sessions())[0]?.status).not.toBe("Paused"));
  expect(await calls()).toEqual([]);
});

test("who is too slow, too long, not there or inside is an error of its own", async () => {
  const lines: string[] = [];
  for (const [answer, url] of [
    [() => {}, crm.url],
    [(_: unknown, response: { end(body: Buffer): void }) => response.end(Buffer.alloc(1024 * 1024 + 1)), crm.url],
    [() => {}, "http://127.0.0.1:9"],
    [() => {}, "http://10.0.0.1"],
  ] as const) {
    crm.answer(answer);
    stage = await setStage(graph, front);
    await addCallingFlow(stage, url, { timeoutSeconds: 1 });
    await stage.says("price");
    await works(async () => expect(await told()).toHaveLength(2));
    lines.push(...(await told()).slice(1));
  }
  expect(lines).toEqual([
    "bot: Sorry: timeout ",
    "bot: Sorry: too-large ",
    "bot: Sorry: unreachable ",
    "bot: Sorry: refused-address ",
  ]);
});

test("a slow answer does not hold up what the customer writes meanwhile", async () => {
  let release = () => {};
  crm.answer((_, response) => (release = () => void response.end('{"price":"late"}')));
  await addCallingFlow(stage, crm.url);
  await stage.says("price");
  const slow = workAll();
  await vi.waitFor(() => expect(crm.heard).toHaveLength(1));
  await stage.says("are you there?");
  await workAll();
  expect(await told()).toEqual(["contact: price", "contact: are you there?"]);
  expect(await sessions()).toMatchObject([{ status: "Paused" }]);
  release();
  await slow;
  await comesTo("It costs late");
});

test("the answer to a session that was interrupted is dropped", async () => {
  let release = () => {};
  crm.answer((_, response) => (release = () => void response.end('{"price":"late"}')));
  await addCallingFlow(stage, crm.url);
  await stage.addFlow("Stop", {
    nodes: [
      { id: "t", type: "trigger", data: { name: "t", keyword: "stop", match: "exact" }, position: { x: 0, y: 0 } },
      { id: "m", type: "message", data: { name: "m", text: "Stopped" }, position: { x: 0, y: 0 } },
    ],
    edges: [{ id: "e", source: "t", target: "m", sourceHandle: null }],
  });
  await stage.says("price");
  const slow = workAll();
  await vi.waitFor(() => expect(crm.heard).toHaveLength(1));
  await stage.says("stop");
  await workAll();
  expect(await calls()).toEqual([]);
  release();
  await slow;
  await workAll();
  expect(await told()).toEqual(["contact: price", "contact: stop", "bot: Stopped"]);
});

test("after a 503 or no answer it is asked again, later each time, with the same key", async () => {
  crm.answer((_, response) => {
    if (crm.heard.length === 1) response.writeHead(503).end();
    else if (crm.heard.length === 2) response.destroy();
    else response.end('{"price":"at last"}');
  });
  await addCallingFlow(stage, crm.url, { retries: 3 });
  await stage.says("price");
  for (const [attempts, wait] of [
    [1, 1],
    [2, 4],
  ] as const) {
    await works(async () => expect(await calls()).toMatchObject([{ state: "pending", attempts }]));
    const [call] = await calls();
    expect(call!.wait).toBeGreaterThan(wait - 0.9);
    expect(call!.wait).toBeLessThanOrEqual(wait);
    await ofStage("update http_calls set next_attempt_at = now() where organization_id = $1");
    await ofStage("update lanes set wake_at = now() where organization_id = $1 and kind = 'http'");
  }
  await comesTo("It costs at last");
  expect(new Set(crm.heard.map(({ headers }) => headers["idempotency-key"])).size).toBe(1);
});

test("it is asked again as often as the flow says, and a plain refusal stands at once", async () => {
  crm.answer((_, response) => response.writeHead(crm.heard.length === 1 ? 429 : 400).end());
  await addCallingFlow(stage, crm.url, { retries: 3 });
  await stage.says("price");
  await works(() => expect(crm.heard).toHaveLength(2));
  await comesTo("Sorry: status 400");
});

test("a secret is written as its place demands, and stands nowhere but on the wire", async () => {
  const value = 'k"ey/of acme\\1234';
  await secret("crmKey", value);
  const lines = vi.spyOn(log, "info");
  let during = "";
  crm.answer((_, response) => void contents().then((rows) => ((during = rows), response.destroy())));
  await addCallingFlow(stage, crm.url, {
    method: "POST",
    path: "/price?key={{ secrets.crmKey }}&asked=by-{{ input }}",
    headers: { Authorization: "Bearer {{ secrets.crmKey }}" },
    body: '{"key": "{{ secrets.crmKey }}"}',
  });
  await stage.says("price");
  await comesTo("Sorry: unreachable ");

  const [heard] = crm.heard;
  expect(heard!.url).toBe(`/price?key=${encodeURIComponent(value)}&asked=by-price`);
  expect(heard!.headers.authorization).toBe(`Bearer ${value}`);
  expect(JSON.parse(heard!.body)).toEqual({ key: value });
  expect(during).toContain("http_calls: (");
  expect(lines).toHaveBeenCalledWith(expect.anything(), "A flow's call got no answer");
  for (const written of [during, await contents(), JSON.stringify(lines.mock.calls)]) {
    for (const form of [value, encodeURIComponent(value), JSON.stringify(value).slice(1, -1)])
      expect(written).not.toContain(form);
  }
  expect(JSON.stringify(lines.mock.calls)).not.toContain("asked");
  lines.mockRestore();
});

test("a secret that the answer quotes is taken out of it", async () => {
  const value = 'k"ey of acme 1234';
  await secret("crmKey", value);
  crm.answer(({ headers }, response) => response.end(JSON.stringify({ price: `${headers.authorization} for you` })));
  await addCallingFlow(stage, crm.url, { headers: { Authorization: "{{ secrets.crmKey }}" } });
  await stage.says("price");
  await comesTo("It costs *** for you");
  expect(crm.heard[0]!.headers.authorization).toBe(value);
});

/** Every row that the organization has, as text. */
async function contents(): Promise<string> {
  const tables = await asSystem((sql) =>
    sql.query<{ name: string }>(
      `select table_name as name from information_schema.columns where table_schema = 'public' and column_name = 'organization_id'`,
    ),
  );
  const parts = await Promise.all(
    tables.map(async ({ name }) => {
      const [row] = await ofStage<{ text: string | null }>(
        `select string_agg(t::text, '|') as text from ${name} t where organization_id = $1`,
      );
      return `${name}: ${row?.text ?? ""}`;
    }),
  );
  return parts.join("\n");
}

test("without its secret nothing is called, also when another organization has one of that name", async () => {
  const other = await setStage(graph, front);
  await secret("crmKey", "the secret of somebody else", other);
  await addCallingFlow(stage, crm.url, { headers: { Authorization: "{{ secrets.crmKey }}" } });
  await stage.says("price");
  await comesTo("Sorry: secret-missing: crmKey ");
  expect(crm.heard).toEqual([]);
});

test("a secret that does not open any more ends the call, and nothing is sent", async () => {
  await secret("crmKey", "a secret whose key is gone");
  await ofStage("update secrets set value = 'gone.' || value where organization_id = $1");
  await addCallingFlow(stage, crm.url, { headers: { Authorization: "{{ secrets.crmKey }}" } });
  await stage.says("price");
  await comesTo("Sorry: secret-unreadable: crmKey ");
  expect(crm.heard).toEqual([]);
});

test("the answer waits while a person has the conversation, and while the organization is suspended", async () => {
  await addCallingFlow(stage, crm.url);
  const set = (table: string, change: string) => ofStage(`update ${table} set ${change}`);
  const own = (owner: string) => set("conversations", `owner = '${owner}' where organization_id = $1`);
  const turn = (status: string) => set("organizations", `status = '${status}' where id = $1`);
  const wakeUp = () => set("lanes", "wake_at = now() where organization_id = $1");
  crm.answer((_, response) => void own("person").then(() => response.end('{"price":"12 €"}')));
  await stage.says("price");
  await works(async () => expect(await calls()).toMatchObject([{ state: "done" }]));
  expect(await told()).toEqual(["contact: price"]);
  await own("bot");
  await turn("suspended");
  await wakeUp();
  await workAll();
  expect(await told()).toEqual(["contact: price"]);
  await turn("active");
  await wakeUp();
  await comesTo("It costs 12 €");
});

test("the answer waits while the bot has made as many moves as it may in an hour", async () => {
  await addCallingFlow(stage, crm.url);
  const set = (change: string) => ofStage(`update conversations set ${change} where organization_id = $1`);
  crm.answer((_, response) => void set("moves = 120").then(() => response.end('{"price":"12 €"}')));
  await stage.says("price");
  await works(async () => expect(await calls()).toMatchObject([{ state: "done" }]));
  await stage.says("are you there?");
  await works(async () => expect(await told()).toEqual(["contact: price", "contact: are you there?"]));
  await set("moves = 119");
  await ofStage("update http_calls set done_at = now() where organization_id = $1");
  await ofStage("update lanes set wake_at = now() where organization_id = $1");
  await comesTo("It costs 12 €");
});

test("a suspended organization calls nobody until it is active again", async () => {
  crm.answer((_, response) => response.writeHead(503).end());
  await addCallingFlow(stage, crm.url, { retries: 1 });
  await stage.says("price");
  await works(() => expect(crm.heard).toHaveLength(1));
  await ofStage("update organizations set status = 'suspended' where id = $1");
  await ofStage("update http_calls set next_attempt_at = now() where organization_id = $1");
  await ofStage("update lanes set wake_at = now() where organization_id = $1 and kind = 'http'");
  await workAll();
  expect(crm.heard).toHaveLength(1);
});
