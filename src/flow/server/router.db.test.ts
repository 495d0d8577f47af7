import { TRPCError } from "@trpc/server";
import { beforeAll, describe, expect, test } from "vitest";
import { makeMember } from "@/dev/member";
import { makeTenant, type Tenant } from "@/dev/tenant";
import { contextFor } from "@/organization/server/identify";
import type { Role } from "@/organization/role";
import { createCallerFactory } from "@/trpc/init";
import { flowRouter } from "./router";

const createCaller = createCallerFactory(flowRouter);
type Caller = ReturnType<typeof createCaller>;

let tenant: Tenant;
let organization: string;
let admin: Caller;
let agent: Caller;
let stranger: Caller;
let foreign: string;

beforeAll(async () => {
  tenant = await makeTenant();
  organization = tenant.slug;
  const other = await makeTenant();
  foreign = other.slug;
  const as = async (organizationId: string, role: Role) =>
    createCaller(contextFor(await makeMember(organizationId, role)));
  admin = await as(tenant.organizationId, "admin");
  agent = await as(tenant.organizationId, "agent");
  stranger = await as(other.organizationId, "owner");
});

const trigger = (keyword: string) => ({
  id: "start",
  type: "trigger",
  data: { name: "Start", keyword, match: "word" },
  position: { x: 0, y: 0 },
});
const message = (text: string) => ({
  id: "hello",
  type: "message",
  data: { name: "Hello", text },
  position: { x: 0, y: 168 },
});
const joined = { id: "e1", source: "start", target: "hello", sourceHandle: null };
const greeting = (text: string, keyword = "hola") => ({ nodes: [trigger(keyword), message(text)], edges: [joined] });

let serial = 0;
const create = async (definition: unknown = greeting("Hi")) => {
  const { id } = await admin.create({ organization, name: `Flow ${++serial}`, definition });
  return { organization, id };
};

async function refusal(call: Promise<unknown>): Promise<TRPCError> {
  const error: unknown = await call.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof TRPCError)) throw new Error("It was not refused", { cause: error });
  return error;
}
const problemsOf = ({ cause }: TRPCError) => (cause as { problems?: unknown }).problems;

describe("a draft", () => {
  test("comes back as it was imported, with the keys that nobody knows", async () => {
    const imported = {
      nodes: [
        { ...trigger("hola"), selected: true, width: 180.5 },
        { ...message("¡Olá {{ name }}! 👩‍👧"), data: { name: "Hi", text: "x", colour: { hue: 210 }, extra: null } },
      ],
      edges: [{ ...joined, type: "smoothstep", markerEnd: { type: "arrowclosed" } }],
      viewport: { x: 1, y: 2, zoom: 0.5 },
    };
    const flow = await create(imported);
    expect(await agent.export(flow)).toEqual({ name: `Flow ${serial}`, definition: imported });
    const again = await admin.create({ organization, name: "Again", definition: imported });
    expect((await admin.get({ organization, id: again.id })).draft).toEqual(imported);
  });

  test("may be incomplete, and says what is missing", async () => {
    const flow = await create({ nodes: [message("")], edges: [] });
    const { status, findings, draftChanged } = await agent.get(flow);
    expect(status).toBe("Draft");
    expect(findings.map(({ code }) => code)).toEqual(expect.arrayContaining(["no-trigger", "missing-text"]));
    expect(draftChanged).toBe(false);
  });

  test("with a broken structure is refused, each problem with its node and its place", async () => {
    const flow = await create();
    const broken = {
      nodes: [trigger("hola"), { ...message("Hi"), type: "telegraph" }],
      edges: [{ ...joined, target: "nobody" }],
    };
    const error = await refusal(admin.save({ ...flow, definition: broken }));
    expect(error.code).toBe("BAD_REQUEST");
    expect(error.message).toContain("nodes[1].type (hello)");
    expect(error.message).toContain("edges[0].target (nobody)");
    expect(problemsOf(error)).toMatchObject([
      { path: "nodes[1].type", about: "hello" },
      { path: "edges[0].target", about: "nobody" },
    ]);
    expect((await admin.get(flow)).draft).toEqual(greeting("Hi"));
  });

  test("with text that no database keeps is refused, not lost", async () => {
    const error = await refusal(create(greeting("a\0b")));
    expect(error.code).toBe("BAD_REQUEST");
    expect(problemsOf(error)).toMatchObject([{ path: "definition.nodes[1].data.text" }]);
  });

  test("without a definition is an empty graph", async () => {
    const { id } = await admin.create({ organization, name: "Empty" });
    expect((await admin.get({ organization, id })).draft).toEqual({ nodes: [], edges: [] });
  });
});

describe("publishing", () => {
  test("freezes the draft with number, author, time and triggers, and makes the flow Active", async () => {
    const flow = await create(greeting("One"));
    expect(await admin.publish({ ...flow, message: "The first" })).toEqual({ number: 1 });
    await admin.save({ ...flow, definition: greeting("Two", "buenas") });
    const before = await agent.get(flow);
    expect(before).toMatchObject({ status: "Active", publishedVersion: 1, draftChanged: true });
    expect(before.triggers).toEqual([{ nodeId: "start", keyword: "hola", match: "word" }]);

    expect(await admin.publish({ ...flow, message: "The second" })).toEqual({ number: 2 });
    const after = await agent.get(flow);
    expect(after).toMatchObject({ publishedVersion: 2, draftChanged: false });
    expect(after.triggers).toEqual([{ nodeId: "start", keyword: "buenas", match: "word" }]);
    expect(after.versions).toMatchObject([
      { number: 2, message: "The second", author: "An admin" },
      { number: 1, message: "The first", author: "An admin" },
    ]);
    expect(Date.now() - (after.versions[0]?.createdAt.getTime() ?? 0)).toBeLessThan(60_000);
    expect((await agent.export({ ...flow, version: 1 })).definition).toEqual(greeting("One"));
  });

  test("is refused with the linter's list as long as there are errors", async () => {
    const flow = await create({ nodes: [trigger(""), message("")], edges: [joined] });
    const error = await refusal(admin.publish({ ...flow, message: "" }));
    expect(error.code).toBe("BAD_REQUEST");
    expect(problemsOf(error)).toEqual([
      { path: "nodes[0]", about: "start", message: "The trigger has no keyword." },
      { path: "nodes[1].data.text", about: "hello", message: "The text is empty." },
    ]);
    expect(await agent.get(flow)).toMatchObject({ status: "Draft", publishedVersion: null, versions: [] });
  });

  test("twice at once makes two versions", async () => {
    const flow = await create();
    const numbers = await Promise.all(["a", "b"].map((message) => admin.publish({ ...flow, message })));
    expect(numbers.map(({ number }) => number).sort()).toEqual([1, 2]);
  });
});

describe("beside the graph", () => {
  test("a published flow is switched off and on again", async () => {
    const flow = await create();
    await admin.publish({ ...flow, message: "" });
    await admin.setStatus({ ...flow, status: "Inactive" });
    expect(await agent.get(flow)).toMatchObject({ status: "Inactive" });
    await admin.setStatus({ ...flow, status: "Active" });
    expect(await agent.get(flow)).toMatchObject({ status: "Active" });
  });

  test("a flow of which nothing is published can not be switched on", async () => {
    const error = await refusal(admin.setStatus({ ...(await create()), status: "Active" }));
    expect(error.code).toBe("CONFLICT");
  });

  test("name and priority change, and a name is taken once", async () => {
    const [first, second] = [await create(), await create()];
    await admin.rename({ ...first, name: "Welcome" });
    await admin.setPriority({ ...first, priority: 5 });
    expect(await agent.get(first)).toMatchObject({ name: "Welcome", priority: 5 });
    expect((await refusal(admin.rename({ ...second, name: "Welcome" }))).code).toBe("CONFLICT");
    expect((await refusal(admin.create({ organization, name: "Welcome" }))).code).toBe("CONFLICT");
  });

  test("the list tells each flow's triggers, those of the draft while nothing is published", async () => {
    const draft = await create(greeting("Hi", "precio"));
    const listed = (await agent.list({ organization })).find(({ id }) => id === draft.id);
    expect(listed).toMatchObject({
      status: "Draft",
      publishedVersion: null,
      triggers: [{ nodeId: "start", keyword: "precio", match: "word" }],
    });
  });
});

describe("who may", () => {
  type Call = (caller: Caller, flow: { organization: string; id: string }) => Promise<unknown>;
  const changes: Record<string, Call> = {
    save: (caller, flow) => caller.save({ ...flow, definition: greeting("Mine now") }),
    publish: (caller, flow) => caller.publish({ ...flow, message: "" }),
    rename: (caller, flow) => caller.rename({ ...flow, name: "Mine now" }),
    setPriority: (caller, flow) => caller.setPriority({ ...flow, priority: 1 }),
    setStatus: (caller, flow) => caller.setStatus({ ...flow, status: "Inactive" }),
  };
  const reads: Record<string, Call> = {
    get: (caller, flow) => caller.get(flow),
    export: (caller, flow) => caller.export(flow),
  };

  test.each(Object.entries(changes))("an agent may not %s", async (_name, call) => {
    expect((await refusal(call(agent, await create()))).code).toBe("FORBIDDEN");
  });

  test("an agent may not create", async () => {
    expect((await refusal(agent.create({ organization, name: "Mine" }))).code).toBe("FORBIDDEN");
  });

  test.each(Object.entries({ ...changes, ...reads }))(
    "another organization's flow is not found by %s",
    async (_name, call) => {
      const flow = await create();
      expect((await refusal(call(stranger, { ...flow, organization: foreign }))).code).toBe("NOT_FOUND");
      expect((await refusal(call(stranger, flow))).code).toBe("NOT_FOUND");
      expect(await admin.get(flow)).toMatchObject({ draft: greeting("Hi"), status: "Draft" });
    },
  );

  test("the list holds one's own flows only", async () => {
    await create();
    expect(await stranger.list({ organization: foreign })).toEqual([]);
  });
});
