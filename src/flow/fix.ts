import type { FlowDefinition } from "./definition";
import type { Way } from "./engine/node-type";

/** A repair of a definition, as data: what a button offers. */
export type Fix = { readonly label: string } & (
  | { readonly do: "remove-edge"; readonly edgeId: string }
  | { readonly do: "remove-node"; readonly nodeId: string }
  | { readonly do: "set-data"; readonly nodeId: string; readonly key: string; readonly value: unknown }
  | { readonly do: "add-edge"; readonly source: string; readonly way: Way; readonly target: string }
);

/** The definition with the repair made. What the repair is not about stays as it is, unknown keys too. */
export function applyFix(definition: FlowDefinition, fix: Fix): FlowDefinition {
  const { nodes, edges } = definition;
  switch (fix.do) {
    case "remove-edge":
      return { ...definition, edges: edges.filter(({ id }) => id !== fix.edgeId) };
    case "remove-node":
      return {
        ...definition,
        nodes: nodes.filter(({ id }) => id !== fix.nodeId),
        edges: edges.filter(({ source, target }) => source !== fix.nodeId && target !== fix.nodeId),
      };
    case "set-data": {
      const { nodeId, key, value } = fix;
      const repaired = nodes.map((node) =>
        node.id === nodeId ? { ...node, data: { ...node.data, [key]: value } } : node,
      );
      return { ...definition, nodes: repaired };
    }
    case "add-edge": {
      const { source, way, target } = fix;
      return { ...definition, edges: [...edges, { id: freeId(definition, fix), source, target, sourceHandle: way }] };
    }
  }
}

function freeId({ edges }: FlowDefinition, { source, way, target }: Extract<Fix, { do: "add-edge" }>): string {
  const taken = new Set(edges.map(({ id }) => id));
  const name = `${source}-${way ?? "next"}-${target}`;
  for (let number = 1; ; number += 1) {
    const id = number === 1 ? name : `${name}-${number}`;
    if (!taken.has(id)) return id;
  }
}
