import { accountOf, type Call, noSuchObject, numbersOf } from "./access";
import type { Emulation } from "../emulation";
import { list, record, text } from "../message/check";
import { definitionProblem, partsProblems } from "../template/definition";
import { decide, tellOfTemplate } from "../template/review";
import { templatesOf } from "../template/sendable";
import { type GraphTemplate, variablesIn } from "../template/template";
import { metaNumber } from "../wamid";
import { readFields } from "./fields";
import { metaError } from "./meta-error";
import { page } from "./page";
import { ok, type Reply } from "./reply";

const USUAL = {
  usual: "name,parameter_format,components,language,status,category,id",
  node: "WhatsAppMessageTemplate",
};
const MOST = 250;
const DAY_MS = 24 * 3_600_000;

/** `GET /{business account id}/message_templates?fields=&name=&status=&language=&category=&limit=&after=` */
export function getTemplates(call: Call, { store }: Emulation): Reply {
  const account = accountOf(call, store);
  if (account === undefined) return noSuchObject(call.path[0] ?? "");
  const fits = (template: GraphTemplate) =>
    (["name", "status", "language", "category"] as const).every((key) => {
      const wanted = call.query.get(key);
      return wanted === null || (key === "name" ? template.name.includes(wanted) : template[key] === wanted);
    });
  return page(call, templatesOf(store, account).filter(fits), (template) => readTemplate(template, call.query));
}

/** `GET /{template id}?fields=`; undefined when the id is no template's. */
export function getTemplate({ path, query, token }: Call, { store }: Emulation): Reply | undefined {
  const template = store.templates.get(path[0] ?? "");
  if (template === undefined) return undefined;
  const owns = numbersOf(store, token).some((number) => number.businessAccountId === template.businessAccountId);
  return owns ? readTemplate(template, query) : noSuchObject(template.id);
}

/** `POST /{business account id}/message_templates`: pending, until the review has spoken. */
export function postTemplates(call: Call, emulation: Emulation): Reply {
  const { store } = emulation;
  const account = accountOf(call, store);
  if (account === undefined) return noSuchObject(call.path[0] ?? "");
  const body = record(call.body);
  const problem = definitionProblem(body);
  if (problem !== undefined) return metaError(problem);
  const others = templatesOf(store, account);
  if (others.length >= MOST) return metaError({ code: 100, subcode: 2388019, details: `At most ${MOST} templates.` });
  const [name, language] = [text(body["name"]), text(body["language"])];
  if (others.some((other) => other.name === name && other.language === language)) {
    return metaError({ code: 100, subcode: 2388024, details: `There is already ${language} content for ${name}.` });
  }
  const template: GraphTemplate = {
    id: metaNumber(),
    businessAccountId: account,
    name,
    language,
    category: text(body["category"]).toUpperCase(),
    status: "PENDING",
    components: list(body["components"]).map(record),
    parameterFormat: formatOf(body),
  };
  store.templates.set(template.id, template);
  const { id, status, category } = template;
  return { ...ok({ id, status, category }), afterwards: () => review(emulation, template) };
}

/** `POST /{template id}`: new components are reviewed anew; undefined when the id is no template's. */
export function postTemplate(call: Call, emulation: Emulation): Reply | undefined {
  const template = emulation.store.templates.get(call.path[0] ?? "");
  if (template === undefined) return undefined;
  if (accountOf({ ...call, path: [template.businessAccountId] }, emulation.store) === undefined) {
    return noSuchObject(template.id);
  }
  const components = list(record(call.body)["components"]).map(record);
  const [problem] = partsProblems(components, template.category);
  if (problem !== undefined) return metaError(problem);
  const { status, editedAt } = template;
  const tooSoon = status === "APPROVED" && editedAt !== undefined && Date.now() - editedAt.getTime() < DAY_MS;
  if (tooSoon || status === "PENDING") {
    return metaError({
      code: 100,
      details: "The template may not be edited now: it is in review, or was edited today.",
    });
  }
  Object.assign(template, { components, status: "PENDING", editedAt: new Date() });
  return { ...ok({ success: true }), afterwards: () => review(emulation, template) };
}

/** `DELETE /{business account id}/message_templates?name=[&hsm_id=]`: all languages of a name, or one. */
export function deleteTemplates(call: Call, emulation: Emulation): Reply {
  const { store } = emulation;
  const account = accountOf(call, store);
  if (account === undefined) return noSuchObject(call.path[0] ?? "");
  const [name, id] = [call.query.get("name"), call.query.get("hsm_id")];
  const gone = templatesOf(store, account).filter(
    (template) => template.name === name && (id === null || template.id === id),
  );
  if (gone.length === 0) return metaError({ code: 100, subcode: 2593002, details: "Message template not found." });
  for (const template of gone) store.templates.delete(template.id);
  const afterwards = () => gone.forEach((template) => void tellOfTemplate(emulation, template, { event: "DELETED" }));
  return { ...ok({ success: true }), afterwards };
}

function review(emulation: Emulation, template: GraphTemplate): void {
  const verdict = emulation.review(template);
  if (verdict !== undefined) void decide(emulation, template, verdict);
}

function formatOf(body: Record<string, unknown>): GraphTemplate["parameterFormat"] {
  if (body["parameter_format"] !== undefined) {
    return text(body["parameter_format"]).toUpperCase() === "NAMED" ? "NAMED" : "POSITIONAL";
  }
  const words = list(body["components"]).flatMap((part) => variablesIn(record(part)["text"]));
  return words.some((name) => /\D/.test(name)) ? "NAMED" : "POSITIONAL";
}

function readTemplate(template: GraphTemplate, query: URLSearchParams): Reply {
  const { id, name, language, status, category, components, parameterFormat, rejectedReason = "NONE" } = template;
  const quality = { score: "UNKNOWN", date: Math.floor(Date.now() / 1000) };
  const all = {
    id,
    name,
    language,
    status,
    category,
    components,
    parameter_format: parameterFormat,
    rejected_reason: rejectedReason,
    quality_score: quality,
  };
  return readFields(all, query, USUAL);
}
