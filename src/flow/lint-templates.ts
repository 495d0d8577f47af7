import type { Graph } from "./engine/graph";
import { error, type DataFinding, type Finding } from "./finding";
import { templatesSent, type TemplateSent } from "./templates-sent";

/** Which parameters of ours fill which part of a template. */
const COMPONENTS = { header: "header", body: "body", buttons: "button" } as const;
type Part = keyof typeof COMPONENTS;

/** A template as Meta has it: its status in Meta's words, and how many values each part of it wants. */
export interface KnownTemplate {
  readonly name: string;
  readonly language: string;
  readonly status: string;
  readonly parameters: Readonly<Record<Part, number>>;
}

/** Templates that Meta would refuse to send. */
export function lintTemplates(graph: Graph, known: readonly KnownTemplate[]): readonly Finding[] {
  return [...graph.nodes.values()].flatMap(({ id: nodeId, data }) =>
    templatesSent(data)
      .flatMap((sent) => compare(sent, known))
      .map((finding) => ({ ...finding, nodeId })),
  );
}

function compare(
  { name, language, components }: TemplateSent,
  known: readonly KnownTemplate[],
): readonly DataFinding[] {
  const sameName = known.filter((each) => each.name === name);
  const template = sameName.find((each) => each.language === language);
  if (!template) {
    const languages = sameName.map((each) => each.language).join(", ");
    const where = languages === "" ? "" : `, only in ${languages}`;
    return [error("unknown-template", `There is no template "${name}" in ${language}${where}.`)];
  }
  const isApproved = template.status === "APPROVED";
  return [
    ...(isApproved
      ? []
      : [error("template-not-approved", `The template "${name}" is ${template.status.toLowerCase()}, not approved.`)]),
    ...(["header", "body", "buttons"] as const).flatMap((part) => {
      const given = components.filter((component) => component === COMPONENTS[part]).length;
      const wanted = template.parameters[part];
      const message = `The template "${name}" wants ${wanted} ${wanted === 1 ? "parameter" : "parameters"} in its ${part}, not ${given}.`;
      return given === wanted ? [] : [error("template-parameters", message)];
    }),
  ];
}
