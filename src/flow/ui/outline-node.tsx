import { ArrowRight, CircleAlert } from "lucide-react";
import type { CSSProperties } from "react";
import type { DraftProblem } from "../draft-problems";
import { nodeEditorOf } from "../nodes/editors";
import type { OutlineEntry } from "../outline";
import { nodeTitle } from "./node-title";
import { wayName } from "./way-name";

interface OutlineNodeProps {
  entry: OutlineEntry;
  /** All entries, to name where ways lead. */
  titles: readonly OutlineEntry[];
  /** The number of the entry right below. */
  followedBy: number | undefined;
  errors: readonly DraftProblem[];
}

/** Deeper forks are not set in any further: on a telephone nothing would be left of the text. */
const DEEPEST = 5;

export function OutlineNode({ entry, titles, followedBy, errors }: OutlineNodeProps) {
  const { node, data, number, depth, ways } = entry;
  const editor = nodeEditorOf(node.type);
  const text = data === null ? "" : editor.summary(data);
  const title = nodeTitle(node);
  // A plain way to what stands right below needs no words.
  const told = ways.filter(({ way, to }) => way !== null || to !== followedBy);
  return (
    <li
      id={`node-${number}`}
      style={{ "--depth": Math.min(depth, DEEPEST) } as CSSProperties}
      className="ml-[calc(var(--depth)*0.75rem)] scroll-mt-4 rounded-lg border bg-surface target:border-accent sm:ml-[calc(var(--depth)*1.75rem)]"
    >
      <div className="flex gap-3 px-3 py-2.5">
        <span className="w-5 shrink-0 pt-px text-right text-sm text-faint">{number}</span>
        <div className="min-w-0 flex-1">
          <p className="flex items-baseline gap-2">
            <span className="min-w-0 font-medium break-words">{title}</span>
            {title !== editor.label && <span className="shrink-0 text-sm text-faint">{editor.label}</span>}
          </p>
          {text && <p className="mt-0.5 max-w-prose break-words whitespace-pre-line text-soft">{text}</p>}
          {errors.map(({ message }, index) => (
            <p key={index} className="mt-1 flex items-start gap-1.5 text-sm text-bad">
              <CircleAlert aria-hidden className="mt-0.5 size-3.5 shrink-0" />
              {message}
            </p>
          ))}
        </div>
        <editor.icon aria-hidden className="mt-0.5 size-4 shrink-0 text-faint" />
      </div>
      {told.length > 0 && (
        <ul className="border-t px-3 py-1.5 pl-11">
          {told.map(({ way, to }) => (
            <WayOut
              key={way}
              name={way === null ? null : wayName(node, way)}
              target={titles.find((other) => other.number === to)}
            />
          ))}
        </ul>
      )}
    </li>
  );
}

function WayOut({ name, target }: { name: string | null; target: OutlineEntry | undefined }) {
  return (
    <li className="flex flex-wrap items-baseline gap-x-1.5 py-0.5 text-sm">
      {name !== null && <span className="break-words">{name}</span>}
      <ArrowRight aria-hidden className="size-3 self-center text-faint" />
      {target ? (
        <a href={`#node-${target.number}`} className="text-accent hover:underline">
          {target.number} {nodeTitle(target.node)}
        </a>
      ) : (
        <span className="text-faint">nothing follows</span>
      )}
    </li>
  );
}
