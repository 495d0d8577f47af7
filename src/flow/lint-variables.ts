import { reachedFrom, successors, triggerIds, type Graph, type GraphNode } from "./engine/graph";
import { warning, type Finding } from "./finding";
import { nodeTypes } from "./nodes";
import { isProvided, isWithin } from "./variable";
import { variablesRead } from "./variables-read";

/** Variables that are read where nothing on any way from a trigger can have set them: they are empty there. */
export function lintVariables(graph: Graph): readonly Finding[] {
  const reached = reachedFrom(graph, triggerIds(graph));
  const nodes = [...graph.nodes.values()].filter(({ id }) => reached.has(id));
  const writers = writersByName(nodes);
  return [...readersByPath(nodes)].flatMap(([path, readers]): Finding[] => {
    const setting = (writers.get(nameIn(path)) ?? []).filter(
      (writer) => isWithin(writer.path, path) || isWithin(path, writer.path),
    );
    const set = reachedFrom(
      graph,
      setting.flatMap(({ id }) => successors(graph, id)),
    );
    const late = readers.filter((id) => !set.has(id));
    const message = isSecret(path)
      ? `Only a call can read a secret: "${path}" is empty here.`
      : `Nothing on the way here sets "${path}".`;
    return late.map((nodeId) => ({ ...warning("unset-variable", message), nodeId }));
  });
}

const isSecret = (path: string): boolean => isWithin(path, "secrets");

interface Writer {
  readonly id: string;
  readonly path: string;
}

/** Which nodes set something of a variable: large flows read so many that going through all for each takes a minute. */
function writersByName(nodes: readonly GraphNode[]): ReadonlyMap<string, readonly Writer[]> {
  const writers = new Map<string, Writer[]>();
  for (const { id, type, data } of nodes) {
    for (const path of type.writes?.(data) ?? []) {
      const known = writers.get(nameIn(path));
      if (known) known.push({ id, path });
      else writers.set(nameIn(path), [{ id, path }]);
    }
  }
  return writers;
}

const nameIn = (path: string): string => path.split(".", 1)[0] ?? "";

/** Which nodes read what only a flow itself can set. */
function readersByPath(nodes: readonly GraphNode[]): ReadonlyMap<string, readonly string[]> {
  const readers = new Map<string, string[]>();
  for (const node of nodes) {
    for (const path of variablesRead(node)) {
      const isMissing = isSecret(path) ? node.type !== nodeTypes.api : !isProvided(path);
      if (isMissing) readers.set(path, [...(readers.get(path) ?? []), node.id]);
    }
  }
  return readers;
}
