import { beforeAll, expect, test } from "vitest";
import { makeTenant, type Tenant } from "@/dev/tenant";
import type { Sql } from "@/platform/db/door";
import { sqlInOrganization } from "@/platform/db/in-organization";
import { newId } from "@/platform/id";
import { changeFlow } from "./change-flow";
import { definitionChanged } from "./definition-changed";
import { loadGraph } from "./load-graph";
import { loadTriggers } from "./load-triggers";
import { publishFlow } from "./publish-flow";
import { readFlow } from "./read-flows";
import { saveFlow } from "./save-flow";

// What `provision` and the worker call: they bring their own door.

let tenant: Tenant;
beforeAll(async () => {
  tenant = await makeTenant();
});
const inside = <T>(work: (sql: Sql) => Promise<T>) => sqlInOrganization(tenant.organizationId, work);

const greeting = (keyword: string, text = "Hi") => ({
  nodes: [
    { id: "start", type: "trigger", data: { keyword, match: "exact" }, position: { x: 0, y: 0 } },
    { id: "hello", type: "message", data: { text }, position: { x: 0, y: 0 } },
  ],
  edges: [{ id: "e", source: "start", target: "hello", sourceHandle: null }],
});

async function save(definition: unknown, more: { name?: string; priority?: number } = {}): Promise<string> {
  const { organizationId } = tenant;
  const saved = await inside((sql) => saveFlow(sql, { organizationId, name: newId(), definition, ...more }));
  if (!saved.ok) throw new Error("It was refused");
  return saved.id;
}
const publish = (flowId: string) => inside((sql) => publishFlow(sql, { flowId, message: "", authorId: null }));
const changed = (flowId: string) => inside((sql) => definitionChanged(sql, flowId));
const serving = async (connectionId: string) =>
  (await inside((sql) => loadTriggers(sql, connectionId))).map(({ flowId }) => flowId);

test("saving with an id replaces the draft and keeps what is not given", async () => {
  const id = await save(greeting("a"), { name: "Kept", priority: 7 });
  await inside((sql) => saveFlow(sql, { organizationId: tenant.organizationId, id, definition: greeting("b") }));
  const [flow] = await inside((sql) => sql.query("select name, priority, draft from flows where id = $1", [id]));
  expect(flow).toEqual({ name: "Kept", priority: 7, draft: greeting("b") });
});

test("a draft has changed until it is published, whatever the order of its keys", async () => {
  const id = await save(greeting("c"));
  expect(await changed(id)).toBe(true);
  await publish(id);
  expect(await changed(id)).toBe(false);

  const { nodes, edges } = greeting("c");
  await inside((sql) => saveFlow(sql, { organizationId: tenant.organizationId, id, definition: { edges, nodes } }));
  expect(await changed(id)).toBe(false);
  await inside((sql) => saveFlow(sql, { organizationId: tenant.organizationId, id, definition: greeting("d") }));
  expect(await changed(id)).toBe(true);
});

test("only Active flows compete, with what decides between equals", async () => {
  const id = await save(greeting("precio"), { name: "Prices", priority: 3 });
  expect(await serving(tenant.connectionId)).not.toContain(id);
  await publish(id);
  const found = (await inside((sql) => loadTriggers(sql, tenant.connectionId))).find(({ flowId }) => flowId === id);
  expect(found).toMatchObject({
    flowName: "Prices",
    priority: 3,
    trigger: { nodeId: "start", keyword: "precio", match: "exact" },
  });
  expect(Date.now() - (found?.createdAt ?? 0)).toBeLessThan(60_000);
  await inside((sql) => changeFlow(sql, id, { status: "Inactive" }));
  expect(await serving(tenant.connectionId)).not.toContain(id);
});

test("a flow that names a number serves no other; one that names none serves all", async () => {
  const { connectionId } = await makeTenant({ organizationId: tenant.organizationId });
  const [named, everywhere] = [await save(greeting("e")), await save(greeting("f"))];
  await publish(named);
  await publish(everywhere);
  await inside((sql) =>
    sql.query("insert into flow_connections (organization_id, flow_id, connection_id) values ($1, $2, $3)", [
      tenant.organizationId,
      named,
      connectionId,
    ]),
  );
  expect(await serving(connectionId)).toEqual(expect.arrayContaining([named, everywhere]));
  expect(await serving(tenant.connectionId)).toContain(everywhere);
  expect(await serving(tenant.connectionId)).not.toContain(named);
});

test("a draft that is saved later changes nothing about what runs", async () => {
  const id = await save(greeting("old"));
  await publish(id);
  await inside((sql) => saveFlow(sql, { organizationId: tenant.organizationId, id, definition: greeting("new") }));
  const running = await inside((sql) => loadTriggers(sql, tenant.connectionId));
  expect(running.filter(({ flowId }) => flowId === id).map(({ trigger }) => trigger.keyword)).toEqual(["old"]);
});

test("a version's graph is made once; the flow's name is read each time", async () => {
  const id = await save(greeting("g"), { name: "Before" });
  await publish(id);
  const version = (await inside((sql) => loadTriggers(sql, tenant.connectionId))).find(({ flowId }) => flowId === id);
  const load = () => inside((sql) => loadGraph(sql, version?.flowVersionId ?? ""));
  const first = await load();
  expect(first).toMatchObject({ flowName: "Before", version: 1 });
  expect([...first.graph.nodes.keys()]).toEqual(["start", "hello"]);

  await inside((sql) => changeFlow(sql, id, { name: "After" }));
  const second = await load();
  expect(second.flowName).toBe("After");
  expect(second.graph).toBe(first.graph);
});

test("once the templates are known, a flow that names another one is not published", async () => {
  const draft = {
    ...greeting("template"),
    nodes: [
      greeting("template").nodes[0],
      { id: "hello", type: "message", data: { useTemplate: true, templateName: "ready", templateLanguage: "en" } },
    ],
  };
  expect((await publish(await save(draft))).ok).toBe(true);
  const addTemplate = (name: string, accounts = "whatsapp_connections") =>
    inside((sql) =>
      sql.query(
        `insert into templates (id, organization_id, business_account_id, name, language, category, status, components)
         select gen_random_uuid(), $1, business_account_id, $2, 'en', 'UTILITY', 'APPROVED', '[{ "type": "BODY", "text": "Hi" }]'
         from (select distinct business_account_id from ${accounts}) a`,
        [tenant.organizationId, name],
      ),
    );
  await addTemplate("other", "(values ('of no number')) as v (business_account_id)");
  expect((await publish(await save(draft))).ok).toBe(true);
  await addTemplate("other");
  const flowId = await save(draft);
  expect(await publish(flowId)).toMatchObject({ ok: false, problems: [{ about: "hello", path: "nodes[1]" }] });
  expect((await inside((sql) => readFlow(sql, flowId))).findings.map(({ code }) => code)).toContain("unknown-template");
  await addTemplate("ready");
  expect((await publish(flowId)).ok).toBe(true);
  await inside((sql) => sql.query("delete from templates"));
});

test("another organization reaches none of it, also when the graph is remembered", async () => {
  const id = await save(greeting("h"));
  await publish(id);
  const [version] = await inside((sql) =>
    sql.query<{ id: string }>("select id from flow_versions where flow_id = $1", [id]),
  );
  await inside((sql) => loadGraph(sql, version?.id ?? ""));
  const other = await makeTenant();
  const outside = <T>(work: (sql: Sql) => Promise<T>) => sqlInOrganization(other.organizationId, work);
  await expect(outside((sql) => loadGraph(sql, version?.id ?? ""))).rejects.toThrow("no flow version");
  await expect(outside((sql) => publishFlow(sql, { flowId: id, message: "", authorId: null }))).rejects.toThrow(
    "no such flow",
  );
  expect(await outside((sql) => loadTriggers(sql, tenant.connectionId))).toEqual([]);
  expect(await outside((sql) => definitionChanged(sql, id))).toBe(false);
});
