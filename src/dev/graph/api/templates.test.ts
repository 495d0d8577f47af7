import { afterEach, beforeEach, expect, it } from "vitest";
import { NUMBER, type Scene, startScene } from "../scene";

let scene: Scene;
beforeEach(async () => {
  scene = await startScene({ statusesUpTo: "none" });
});
afterEach(() => scene.close());

const ACCOUNT = NUMBER.businessAccountId;
const BODY = { type: "BODY", text: "Hola {{1}}, su pedido {{2}} salió.", example: { body_text: [["Ana", "7"]] } };
const definition = (more: object = {}) => ({
  name: "pedido",
  language: "es",
  category: "UTILITY",
  components: [BODY],
  ...more,
});

const read = async (answer: Promise<Response>) => (await (await answer).json()) as Record<string, unknown>;
const create = (more: object = {}) =>
  read(scene.call(`${ACCOUNT}/message_templates`, { method: "POST", body: JSON.stringify(definition(more)) }));
const get = (query = "") => read(scene.call(`${ACCOUNT}/message_templates${query}`));
const told = () =>
  scene.receiver.received.flatMap(({ bytes }) => {
    type Body = { entry: { changes: { field: string; value: Record<string, unknown> }[] }[] };
    const changes = (JSON.parse(bytes.toString()) as Body).entry[0]!.changes;
    return changes.filter(({ field }) => field === "message_template_status_update").map(({ value }) => value);
  });
const send = async (template: object = {}) => {
  const parameters = ["Ana", "7"].map((text) => ({ type: "text", text }));
  const body = { name: "pedido", language: { code: "es" }, components: [{ type: "body", parameters }], ...template };
  const { error } = await read(scene.post({ type: "template", template: body }));
  return error as { code: number; error_data?: { details: string } } | undefined;
};
const approved = (more: object = {}) =>
  scene.graph.addTemplate({
    businessAccountId: ACCOUNT,
    name: "pedido",
    language: "es",
    category: "UTILITY",
    status: "APPROVED",
    components: [BODY],
    parameterFormat: "POSITIONAL",
    ...more,
  });

it("approves a good template and tells the app", async () => {
  const { id, ...created } = await create();
  expect(created).toEqual({ status: "PENDING", category: "UTILITY" });
  await expect.poll(told).toMatchObject([
    {
      event: "APPROVED",
      message_template_id: Number(id),
      message_template_name: "pedido",
      message_template_language: "es",
      reason: "NONE",
      message_template_category: "UTILITY",
    },
  ]);
  expect(await send()).toBeUndefined();
});

it("rejects one without words of its own, which then is not there", async () => {
  await create({ components: [{ ...BODY, text: "• {{1}} •" }] });
  await expect.poll(told).toMatchObject([{ event: "REJECTED", reason: "INVALID_FORMAT" }]);
  expect(await get("?fields=status,rejected_reason")).toMatchObject({
    data: [{ status: "REJECTED", rejected_reason: "INVALID_FORMAT" }],
  });
  expect(await send()).toMatchObject({
    code: 132001,
    error_data: { details: "template name (pedido) does not exist in es" },
  });
});

it("waits for a person when told so", async () => {
  await scene.close();
  scene = await startScene({ statusesUpTo: "none", review: () => undefined });
  const { id } = await create();
  expect(await send()).toMatchObject({ code: 132001 });
  await scene.graph.decideTemplate(id as string, { status: "APPROVED" });
  expect(await send()).toBeUndefined();
  await scene.graph.decideTemplate(id as string, { status: "PAUSED" });
  expect(await send()).toMatchObject({ code: 132015 });
  await scene.graph.decideTemplate(id as string, { status: "DISABLED" });
  expect(await send()).toMatchObject({ code: 132016 });
  expect(told().map(({ event }) => event)).toEqual(["APPROVED", "PAUSED", "DISABLED"]);
});

it.each<[string, object, number | undefined]>([
  ["a name in capitals", { name: "Pedido" }, undefined],
  ["an unknown category", { category: "SPAM" }, undefined],
  ["no body", { components: [] }, 2388043],
  ["a variable without example", { components: [{ type: "BODY", text: "Hola {{1}}." }] }, 2388043],
  ["a variable at the end", { components: [{ ...BODY, text: "Hola {{1}}" }] }, 2388299],
  ["variables with a gap", { components: [{ ...BODY, text: "Hola {{1}} y {{3}}." }] }, 2388072],
  ["a footer of 61", { components: [BODY, { type: "FOOTER", text: "a".repeat(61) }] }, 2388040],
  [
    "eleven buttons",
    { components: [BODY, { type: "BUTTONS", buttons: Array(11).fill({ type: "QUICK_REPLY", text: "a" }) }] },
    undefined,
  ],
])("refuses %s", async (_, more, subcode) => {
  expect(await create(more)).toMatchObject({ error: { ...(subcode && { code: 100, error_subcode: subcode }) } });
  expect(scene.graph.templates(ACCOUNT)).toEqual([]);
});

it("refuses the same language of a template twice", async () => {
  await create();
  expect(await create()).toMatchObject({ error: { code: 100, error_subcode: 2388024 } });
  expect(await create({ language: "en" })).toHaveProperty("id");
});

it("lists page by page, with fields and filters", async () => {
  for (const name of ["a", "b", "c"]) approved({ name });
  approved({ name: "d", status: "PAUSED" });
  const first = await get("?limit=2&fields=name");
  expect(first["data"]).toEqual([
    { name: "a", id: expect.any(String) as string },
    { name: "b", id: expect.any(String) as string },
  ]);
  const { next } = first["paging"] as { next: string };
  const second = await read(fetch(next, { headers: { authorization: `Bearer ${NUMBER.accessToken}` } }));
  expect(second["data"]).toMatchObject([{ name: "c" }, { name: "d" }]);
  expect(second["paging"]).not.toHaveProperty("next");
  expect((await get("?status=PAUSED"))["data"]).toMatchObject([{ name: "d", status: "PAUSED", components: [BODY] }]);
  expect(await get("?after=Zm9v")).toMatchObject({ error: { code: 131059 } });
  expect(await get("?fields=colour")).toMatchObject({ error: { code: 100 } });
});

it("deletes all languages of a name, or one", async () => {
  const { id } = approved({ language: "en" });
  approved();
  const remove = (query: string) => read(scene.call(`${ACCOUNT}/message_templates?${query}`, { method: "DELETE" }));
  expect(await remove(`name=pedido&hsm_id=${id}`)).toEqual({ success: true });
  expect(scene.graph.templates(ACCOUNT).map(({ language }) => language)).toEqual(["es"]);
  expect(await remove("name=pedido")).toEqual({ success: true });
  expect(await remove("name=pedido")).toMatchObject({ error: { error_subcode: 2593002 } });
  await expect.poll(() => told().map(({ event }) => event)).toEqual(["DELETED", "DELETED"]);
});

it("reviews an edited template anew, and refuses a second edit on the same day", async () => {
  const { id } = approved();
  const edit = () =>
    read(
      scene.call(id, { method: "POST", body: JSON.stringify({ components: [{ type: "BODY", text: "Gracias." }] }) }),
    );
  expect(await edit()).toEqual({ success: true });
  await expect.poll(told).toMatchObject([{ event: "APPROVED" }]);
  expect(await read(scene.call(`${id}?fields=components`))).toMatchObject({ components: [{ text: "Gracias." }] });
  expect(await edit()).toMatchObject({ error: { code: 100 } });
});

const values = (...parameters: object[]) => ({ components: [{ type: "body", parameters }] });
const url = { type: "BUTTONS", buttons: [{ type: "URL", text: "Ver", url: "https://a.b/{{1}}" }] };
const picture = { type: "HEADER", format: "IMAGE" };

it.each<[string, object, object, number, string]>([
  [
    "too few values",
    {},
    values({ type: "text", text: "Ana" }),
    132000,
    "(1) does not match the expected number of params (2)",
  ],
  [
    "values for none",
    { components: [{ type: "BODY", text: "Hola." }] },
    {},
    132000,
    "(2) does not match the expected number of params (0)",
  ],
  ["another language", {}, { language: { code: "pt_BR" } }, 132001, "does not exist in pt_BR"],
  ["no picture above", { components: [picture, BODY] }, {}, 132012, "expected IMAGE, received UNKNOWN"],
  [
    "no value for the link",
    { components: [BODY, url] },
    {},
    131008,
    "Button at index 0 of type URL requires a parameter",
  ],
  [
    "a text beyond 1024",
    {},
    values({ type: "text", text: "a" }, { type: "text", text: "b".repeat(1024) }),
    132005,
    "too long",
  ],
  [
    "a strange name",
    { parameterFormat: "NAMED", components: [{ type: "BODY", text: "Hola {{nombre}}." }] },
    values({ type: "text", text: "Ana", parameter_name: "apellido" }),
    100,
    "nombre",
  ],
  [
    "a button that is not there",
    {},
    {
      components: [
        ...values({ type: "text", text: "a" }, { type: "text", text: "b" }).components,
        { type: "button", sub_type: "quick_reply", index: 0, parameters: [{ type: "payload", payload: "a" }] },
      ],
    },
    132018,
    "index 0",
  ],
])("does not send with %s", async (...[, template, sent, code, details]) => {
  approved(template);
  const error = await send(sent);
  expect(error).toMatchObject({ code });
  expect(error?.error_data?.details).toContain(details);
});
