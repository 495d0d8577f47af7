import { useState } from "react";
import { toast } from "@/ui/toast";
import type { FlowDetail } from "../server/read-flows";
import { DefinitionEditor } from "./definition-editor";
import { DraftHealth } from "./draft-health";
import { FlowHeader } from "./flow-header";
import { FlowOutline } from "./flow-outline";
import { FlowViews, type FlowView } from "./flow-views";
import { useDraft } from "./use-draft";
import { useFlowChanges } from "./use-flow-changes";
import { VersionList } from "./version-list";

interface FlowDeskProps {
  organization: string;
  flow: FlowDetail;
  mayChange: boolean;
}

/** Where a flow is read, changed and published. The outline and the problems follow what is being written. */
export function FlowDesk({ organization, flow, mayChange }: FlowDeskProps) {
  const changes = useFlowChanges(organization, flow.id);
  const draft = useDraft(flow.draft, changes);
  const [view, setView] = useState<FlowView>("outline");

  const showNode = (nodeId: string) => {
    setView("json");
    draft.find(nodeId);
  };
  const restore = (definition: unknown, number: number) => {
    draft.replace(definition);
    setView("json");
    toast(`Version ${number} is in the editor`, { description: "Save it to make it the draft." });
  };
  return (
    <>
      <FlowHeader organization={organization} flow={flow} draft={draft} changes={changes} mayChange={mayChange} />
      <div className="grid items-start gap-x-8 gap-y-6 grid-cols-[minmax(0,1fr)] lg:grid-cols-[minmax(0,1fr)_16rem]">
        <div className="min-w-0">
          <FlowViews view={view} onChange={setView} />
          <DraftHealth draft={draft} mayChange={mayChange} onPick={showNode} />
          {view === "outline" && <FlowOutline draft={draft} />}
          <div hidden={view !== "json"}>
            <DefinitionEditor draft={draft} mayChange={mayChange} />
          </div>
        </div>
        <VersionList organization={organization} flow={flow} onRestore={mayChange ? restore : undefined} />
      </div>
    </>
  );
}
