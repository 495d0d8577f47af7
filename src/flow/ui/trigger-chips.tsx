import { Badge } from "@/ui/badge";
import { triggerEditor } from "../nodes/trigger/editor";
import type { FlowTrigger } from "../trigger";

/** What starts a flow, a chip for each trigger; how exactly is each one's title. */
export function TriggerChips({ triggers }: { triggers: readonly FlowTrigger[] }) {
  if (triggers.length === 0) return <span className="text-faint">Nothing starts it</span>;
  return (
    <span role="list" className="flex min-w-0 flex-wrap gap-1">
      {triggers.map((trigger) => (
        <span role="listitem" key={trigger.nodeId} className="min-w-0">
          <Badge tone="accent" className="max-w-full" title={triggerEditor.summary({ ...trigger })}>
            <span className="truncate">{trigger.match === "default" ? "any other message" : trigger.keyword}</span>
          </Badge>
        </span>
      ))}
    </span>
  );
}
