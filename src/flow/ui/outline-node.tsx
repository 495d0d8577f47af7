import { CircleAlert } from "lucide-react";
import { cn } from "@/ui/class-names";
import type { DraftProblem } from "../draft-problems";
import { nodeEditorOf } from "../nodes/editors";
import type { OutlineEntry } from "../outline";
import { nodeTitle } from "./node-title";
import { OutlineWays } from "./outline-ways";

interface OutlineNodeProps {
  entry: OutlineEntry;
  /** The whole outline, to name where ways lead. */
  entries: readonly OutlineEntry[];
  errors: readonly DraftProblem[];
}

// Deeper forks are not set in any further: on a telephone nothing would be left of the text.
const MARGINS = ["", "ml-3 sm:ml-7", "ml-6 sm:ml-14", "ml-9 sm:ml-21", "ml-12 sm:ml-28"];

/** One node of a flow to read: its number, what it says or does, and where it leads. */
export function OutlineNode({ entry, entries, errors }: OutlineNodeProps) {
  const { node, data, number, depth } = entry;
  const editor = nodeEditorOf(node.type);
  const text = data === null ? "" : editor.summary(data);
  const title = nodeTitle(node);
  return (
    <li
      id={`node-${number}`}
      className={cn(
        "scroll-mt-4 rounded-lg border bg-surface target:border-accent",
        MARGINS[Math.min(depth, MARGINS.length - 1)],
      )}
    >
      <div className="flex gap-3 px-3 py-2.5">
        <span className="w-5 shrink-0 text-right text-faint">{number}</span>
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
      <OutlineWays entry={entry} entries={entries} />
    </li>
  );
}
