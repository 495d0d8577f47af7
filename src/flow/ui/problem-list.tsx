import { CircleAlert, TriangleAlert } from "lucide-react";
import { cn } from "@/ui/class-names";
import { isError, type DraftProblem } from "../draft-problems";

interface ProblemListProps {
  problems: readonly DraftProblem[];
  /** Shows a node in the editor. */
  onPick?: (nodeId: string) => void;
}

/** What is wrong with a flow, each with its node and its place in the JSON. */
export function ProblemList({ problems, onPick }: ProblemListProps) {
  return (
    <ul className="grid gap-1.5" aria-label="Problems">
      {problems.map((problem, index) => (
        <li key={index} className="flex items-start gap-2 text-sm">
          <Sign isError={isError(problem)} />
          <p className="min-w-0 break-words">
            {problem.title && <span className="font-medium">{problem.title}: </span>}
            {problem.message}
            <Place problem={problem} onPick={onPick} />
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
