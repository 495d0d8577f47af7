import { ArrowRight } from "lucide-react";
import { nodeEditorOf } from "../nodes/editors";
import type { OutlineEntry, OutlineWay } from "../outline";
import { nodeTitle } from "./node-title";
import { wayName } from "./way-name";

interface OutlineWaysProps {
  entry: OutlineEntry;
  entries: readonly OutlineEntry[];
}

/** Where a node leads: ways with one end are told together. A plain way to what stands right below needs no words. */
export function OutlineWays({ entry, entries }: OutlineWaysProps) {
  const { node, number, ways } = entry;
  const told = ways.filter(({ way, to }) => way !== null || to !== number + 1);
  if (told.length === 0) return null;
  const ends = [...new Set(told.map(endOf(entry)))];
  return (
    <ul className="border-t py-1.5 pr-3 pl-11">
      {ends.map((end) => {
        const names = told
          .filter((way) => endOf(entry)(way) === end)
          .flatMap(({ way }) => (way === null ? [] : wayName(node, way)));
        return (
          <li key={end} className="flex flex-wrap items-baseline gap-x-1.5 py-0.5 text-sm">
            <span className="break-words">{names.join(", ")}</span>
            <ArrowRight aria-hidden className="size-3 self-center text-faint" />
            {typeof end === "number" ? (
              <NodeLink number={end} entries={entries} />
            ) : (
              <span className="text-faint">{end}</span>
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** The number of the node at the end of a way, or what happens where nothing follows. */
const endOf =
  ({ node }: OutlineEntry) =>
  ({ way, to }: OutlineWay): number | string =>
    to ?? nodeEditorOf(node.type).withoutEdge?.(way) ?? "the flow ends";

function NodeLink({ number, entries }: { number: number; entries: readonly OutlineEntry[] }) {
  const target = entries[number - 1];
  return (
    <a href={`#node-${number}`} className="text-accent hover:underline">
      {number} {target && nodeTitle(target.node)}
    </a>
  );
}
