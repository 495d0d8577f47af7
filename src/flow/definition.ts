import { z } from "zod";
import { isNodeKind, nodeTypeOf, nodeTypes, type NodeKind } from "./nodes";

export interface FlowNode {
  readonly id: string;
  readonly type: NodeKind;
  /** As it is stored: valid for its type, but without the type's defaults. `compile` fills them in. */
  readonly data: Readonly<Record<string, unknown>>;
  readonly position: { readonly x: number; readonly y: number };
}

interface FlowEdge {
  readonly id: string;
  readonly source: string;
  readonly target: string;
  readonly sourceHandle?: string | null | undefined;
}

/** React Flow's own shape. Keys we do not know stay where they are. */
export interface FlowDefinition {
  readonly nodes: readonly FlowNode[];
  readonly edges: readonly FlowEdge[];
}

export interface Problem {
  readonly code:
    | "not-a-flow"
    | "bad-node"
    | "unknown-type"
    | "bad-data"
    | "bad-edge"
    | "duplicate-id"
    | "dangling-edge"
    | "self-edge";
  readonly message: string;
  readonly nodeId?: string;
  readonly edgeId?: string;
  /** Where in the JSON: `nodes[2].data.text`. */
  readonly path: string;
}

export type ParsedDefinition =
  | { readonly ok: true; readonly definition: FlowDefinition }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Far more than anyone can draw; what is read of a flow may be worked through several times. */
const graph = z.looseObject({ nodes: z.array(z.unknown()).max(2_000), edges: z.array(z.unknown()).max(10_000) });
const node = z.looseObject({
  id: z.string().min(1),
  type: z.string(),
  data: z.looseObject({ name: z.string().nullish() }),
});
const edge = z.looseObject({
  id: z.string().min(1),
  source: z.string().min(1),
  target: z.string().min(1),
  sourceHandle: z.string().nullish(),
});

/** A flow from JSON, or all that is wrong with it. A valid one comes back as it was, key for key. */
export function parseDefinition(json: unknown): ParsedDefinition {
  const shape = graph.safeParse(json);
  if (!shape.success) return { ok: false, problems: faults(shape.error, { code: "not-a-flow", path: "" }) };
  const { nodes: rawNodes, edges: rawEdges } = json as { nodes: unknown[]; edges: unknown[] };
  const nodes = rawNodes.map(withPosition);
  const edges = rawEdges.map(withId);
  const problems = [
    ...nodes.flatMap(nodeProblems),
    ...edges.flatMap(edgeProblems),
    ...duplicates(nodes, "nodes"),
    ...duplicates(edges, "edges"),
    ...linkProblems(nodes, edges),
  ];
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, definition: { ...(json as object), nodes, edges } as unknown as FlowDefinition };
}

/** Positions are for the eye only: one that is missing or no number is 0. */
function withPosition(raw: unknown): unknown {
  if (!isRecord(raw)) return raw;
  const { position } = raw;
  if (isRecord(position) && Number.isFinite(position["x"]) && Number.isFinite(position["y"])) return raw;
  const given = isRecord(position) ? position : {};
  const finite = (value: unknown) => (Number.isFinite(value) ? value : 0);
  return { ...raw, position: { ...given, x: finite(given["x"]), y: finite(given["y"]) } };
}

/** Some exports leave edges unnamed: they are named by their place. */
const withId = (raw: unknown, index: number): unknown =>
  isRecord(raw) && (raw["id"] ?? "") === "" ? { ...raw, id: `edge-${index + 1}` } : raw;

const KINDS = Object.keys(nodeTypes)
  .map((kind) => `"${kind}"`)
  .join(", ");

function nodeProblems(raw: unknown, index: number): readonly Problem[] {
  const path = `nodes[${index}]`;
  const nodeId = idOf(raw);
  const named = nodeId === undefined ? {} : { nodeId };
  const shape = node.safeParse(raw);
  if (!shape.success) return faults(shape.error, { code: "bad-node", path, ...named });
  const { type, data } = shape.data;
  if (!isNodeKind(type)) {
    const message = `there is no node type "${type}": one of ${KINDS}`;
    return [{ code: "unknown-type", message, path: `${path}.type`, ...named }];
  }
  const parsed = nodeTypeOf(type).data.safeParse(data);
  return parsed.success ? [] : faults(parsed.error, { code: "bad-data", path: `${path}.data`, ...named });
}

function edgeProblems(raw: unknown, index: number): readonly Problem[] {
  const shape = edge.safeParse(raw);
  const edgeId = idOf(raw);
  const where = { path: `edges[${index}]`, ...(edgeId === undefined ? {} : { edgeId }) };
  if (!shape.success) return faults(shape.error, { code: "bad-edge", ...where });
  const { source, target } = shape.data;
  if (source !== target) return [];
  return [{ code: "self-edge", message: `the edge leads from "${source}" to itself`, nodeId: source, ...where }];
}

function duplicates(items: readonly unknown[], list: "nodes" | "edges"): readonly Problem[] {
  const seen = new Set<string>();
  return items.flatMap((raw, index): Problem[] => {
    const id = idOf(raw);
    if (id === undefined) return [];
    if (!seen.has(id)) {
      seen.add(id);
      return [];
    }
    const whose = list === "nodes" ? { nodeId: id } : { edgeId: id };
    return [{ code: "duplicate-id", message: `the id "${id}" is used twice`, path: `${list}[${index}].id`, ...whose }];
  });
}

function linkProblems(nodes: readonly unknown[], edges: readonly unknown[]): readonly Problem[] {
  const known = new Set(nodes.map(idOf));
  return edges.flatMap((raw, index) =>
    (["source", "target"] as const).flatMap((end): Problem[] => {
      const nodeId = isRecord(raw) ? raw[end] : undefined;
      if (typeof nodeId !== "string" || nodeId === "" || known.has(nodeId)) return [];
      const edgeId = idOf(raw);
      const message = `the edge's ${end} "${nodeId}" does not exist`;
      return [
        { code: "dangling-edge", message, path: `edges[${index}].${end}`, nodeId, ...(edgeId ? { edgeId } : {}) },
      ];
    }),
  );
}

function faults(error: z.ZodError, { path, ...problem }: Omit<Problem, "message">): readonly Problem[] {
  return error.issues.map((issue) => ({
    ...problem,
    message: issue.message,
    path: (path + pathOf(issue.path)).replace(/^\./, ""),
  }));
}

const pathOf = (keys: readonly PropertyKey[]): string =>
  keys.map((key) => (typeof key === "number" ? `[${key}]` : `.${String(key)}`)).join("");

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const idOf = (raw: unknown): string | undefined => {
  const id = isRecord(raw) ? raw["id"] : undefined;
  return typeof id === "string" && id !== "" ? id : undefined;
};
