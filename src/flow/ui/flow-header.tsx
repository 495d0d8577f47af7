import Link from "next/link";
import { PageHeader } from "@/ui/page-header";
import type { FlowDetail } from "../server/read-flows";
import { FlowMenu } from "./flow-menu";
import { FlowStatus } from "./flow-status";
import { PublishDialog } from "./publish-dialog";
import { TriggerChips } from "./trigger-chips";
import type { Draft } from "./use-draft";
import type { FlowChanges } from "./use-flow-changes";

interface FlowHeaderProps {
  organization: string;
  flow: FlowDetail;
  draft: Draft;
  changes: FlowChanges;
  mayChange: boolean;
}

export function FlowHeader({ organization, flow, draft, changes, mayChange }: FlowHeaderProps) {
  const { name, status, publishedVersion, triggers, connections } = flow;
  return (
    <PageHeader
      back={
        <Link href={`/${organization}/flows`} className="hover:text-ink hover:underline">
          ← Flows
        </Link>
      }
      title={name}
      description={
        <span className="flex flex-wrap items-center gap-x-4 gap-y-1.5">
          <FlowStatus status={status} />
          {publishedVersion !== null && <span>Version {publishedVersion}</span>}
          <TriggerChips triggers={triggers} />
          {connections.length > 0 && <span>on {connections.map((connection) => connection.name).join(", ")}</span>}
        </span>
      }
      actions={
        <>
          <FlowMenu flow={flow} draft={draft} changes={changes} mayChange={mayChange} />
          {mayChange && <PublishDialog flow={flow} draft={draft} changes={changes} />}
        </>
      }
    />
  );
}
