import type { Graph } from "./engine/graph";
import { error, type DataFinding, type Finding } from "./finding";
import { COMPONENTS, type KnownTemplate, type Wanted } from "./known-template";
import { templatesSent, type TemplateSent } from "./templates-sent";

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
  const [first, ...others] = sameName
    .filter((each) => each.language === language)
    .map((template) => remarksOn(template, { name, components }));
  if (!first) {
    const languages = [...new Set(sameName.map((each) => each.language))].join(", ");
    const where = languages === "" ? "" : `, only in ${languages}`;
    return [error("unknown-template", `There is no template "${name}" in ${language}${where}.`)];
  }
  // Each business account has its own: from which a flow sends is not known here, and one that can be sent is enough.
  return others.reduce((best, each) => (each.length < best.length ? each : best), first);
}

function remarksOn(
  template: KnownTemplate,
  { name, components }: Pick<TemplateSent, "name" | "components">,
): readonly DataFinding[] {
  const isApproved = template.status === "APPROVED";
  return [
    ...(isApproved
      ? []
      : [error("template-not-approved", `The template "${name}" is ${template.status.toLowerCase()}, not approved.`)]),
    ...(template.parameters ? compareParameters(template.parameters, { name, components }) : []),
  ];
}

function compareParameters(
  parameters: NonNullable<KnownTemplate["parameters"]>,
  { name, components }: Pick<TemplateSent, "name" | "components">,
): readonly DataFinding[] {
  return (["header", "body", "buttons"] as const).flatMap((part) => {
    const given = components.filter((component) => component === COMPONENTS[part]).length;
    const wanted = parameters[part];
    const message = `The template "${name}" wants ${inWords(wanted)} in its ${part}, not ${given}.`;
    return given >= wanted.least && given <= wanted.most ? [] : [error("template-parameters", message)];
  });
}

const inWords = ({ least, most }: Wanted): string =>
  `${least === most ? most : `${least} to ${most}`} ${most === 1 ? "parameter" : "parameters"}`;
