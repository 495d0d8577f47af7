import { FileWarning, Workflow } from "lucide-react";
import { useMemo } from "react";
import { Empty } from "@/ui/empty";
import { isError } from "../draft-problems";
import { outline } from "../outline";
import { OutlineNode } from "./outline-node";
import type { Draft } from "./use-draft";

/** The draft as a person would tell it: numbered, each node with what it says and where it leads. */
export function FlowOutline({ draft }: { draft: Draft }) {
  const { checked, problems } = draft;
  const entries = useMemo(() => (checked.ok ? outline(checked.definition) : []), [checked]);
  if (!checked.ok) {
    return (
      <Empty icon={FileWarning} title="It cannot be read yet">
        What is in the JSON view has to be put right first.
      </Empty>
    );
  }
  if (entries.length === 0) {
    return (
      <Empty icon={Workflow} title="The flow is empty">
        Write or paste its nodes in the JSON view.
      </Empty>
    );
  }
  return (
    <ol className="grid gap-2.5">
      {entries.map((entry) => (
        <OutlineNode
          key={entry.node.id}
          entry={entry}
          entries={entries}
          errors={problems.filter((problem) => problem.nodeId === entry.node.id && isError(problem))}
        />
      ))}
    </ol>
  );
}
