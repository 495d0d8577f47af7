import type { GraphNode } from "./engine/graph";
import { isPlain } from "./template";
import { templateNeeds } from "./template-needs";

/** Deeper than any editor nests the data of a node. */
const MAX_DEPTH = 10;

/** The variables that a node cannot do without, by plain paths: `items.0.name`. */
export function variablesRead({ type, data }: GraphNode): readonly string[] {
  const paths = type.reads?.(data) ?? templatesIn(data).flatMap(templateNeeds);
  return [...new Set(paths.map(plainPath))];
}

function templatesIn(value: unknown, depth = 0): readonly string[] {
  if (typeof value === "string") return isPlain(value) ? [] : [value];
  if (typeof value !== "object" || value === null || depth > MAX_DEPTH) return [];
  return Object.values(value).flatMap((each) => templatesIn(each, depth + 1));
}

/** Without the name of the whole; what another variable looks up ends before it. */
const plainPath = (path: string): string =>
  path
    .replace(/^context\./, "")
    .replace(/\[(\d+)\]/g, ".$1")
    .replace(/\[.*$/, "");
