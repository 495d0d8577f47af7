import { CircleAlert, TriangleAlert } from "lucide-react";
import { Button } from "@/ui/button";
import { cn } from "@/ui/class-names";
import { isError, type DraftProblem } from "../draft-problems";
import type { Fix } from "../fix";

interface ProblemListProps {
  problems: readonly DraftProblem[];
  /** Shows a node in the editor. */
  onPick?: (nodeId: string) => void;
  /** Makes the repair that a problem offers. */
  onFix?: ((fix: Fix) => void) | undefined;
}

/** What is wrong with a flow, each with its node, its place in the JSON, and a repair where one is obvious. */
export function ProblemList({ problems, onPick, onFix }: ProblemListProps) {
  return (
    <ul className="grid gap-1.5" aria-label="Problems">
      {problems.map((problem, index) => (
        <li key={index} className="flex items-start gap-2 text-sm">
          <Sign isError={isError(problem)} />
          <p className="min-w-0 break-words">
            {problem.title && <span className="font-medium">{problem.title}: </span>}
            {problem.message}
            <Place problem={problem} onPick={onPick} />
            {onFix && problem.fix && <FixButton fix={problem.fix} onFix={onFix} />}
          </p>
        </li>
      ))}
    </ul>
  );
}

function Sign({ isError }: { isError: boolean }) {
  const Icon = isError ? CircleAlert : TriangleAlert;
  return (
    <Icon
      aria-label={isError ? "Error" : "Warning"}
      className={cn("mt-0.5 size-3.5 shrink-0", isError ? "text-bad" : "text-warn")}
    />
  );
}

const FixButton = ({ fix, onFix }: { fix: Fix; onFix: (fix: Fix) => void }) => (
  <Button size="small" className="ml-2 h-6 align-baseline" onClick={() => onFix(fix)}>
    Fix: {fix.label.toLowerCase()}
  </Button>
);

function Place({ problem, onPick }: { problem: DraftProblem; onPick: ProblemListProps["onPick"] }) {
  const { path, nodeId } = problem;
  const look = "ml-1.5 font-mono text-xs text-faint";
  if (path === "") return null;
  if (!onPick || nodeId === undefined) return <code className={look}>{path}</code>;
  return (
    <button
      type="button"
      onClick={() => onPick(nodeId)}
      className={cn(look, "rounded-sm underline decoration-dotted underline-offset-2 hover:text-ink")}
    >
      {path}
    </button>
  );
}
