"use client";

import { useQuery } from "@tanstack/react-query";
import { Plus, Workflow } from "lucide-react";
import { useState } from "react";
import { useTRPC } from "@/trpc/provider";
import { Button } from "@/ui/button";
import { Empty } from "@/ui/empty";
import { Notice } from "@/ui/notice";
import { PageHeader } from "@/ui/page-header";
import { FileDrop } from "./file-drop";
import { FlowRows, FlowRowsLoading } from "./flow-rows";
import { NewFlowDialog } from "./new-flow-dialog";
import type { FlowText } from "./read-flow-file";
import { useMayChange } from "./use-may-change";

const NOTHING: FlowText = { name: "", text: "" };

/** The organization's flows, and where new ones come from: an example, a paste, or a file dropped anywhere on the page. */
export function FlowList({ organization }: { organization: string }) {
  const trpc = useTRPC();
  const { data: flows, error, refetch } = useQuery(trpc.flow.list.queryOptions({ organization }));
  const mayChange = useMayChange(organization);
  const [given, setGiven] = useState<FlowText | null>(null);
  const create = mayChange && (
    <Button variant="primary" onClick={() => setGiven(NOTHING)}>
      <Plus aria-hidden />
      New flow
    </Button>
  );
  return (
    <FileDrop isOn={mayChange} onFile={setGiven}>
      <PageHeader
        title="Flows"
        description="What the bot says by itself. Each message of a customer starts one flow at most."
        actions={flows?.length ? create : null}
      />
      {error && (
        <Notice
          tone="bad"
          title="The flows could not be fetched"
          action={
            <Button size="small" onClick={() => void refetch()}>
              Try again
            </Button>
          }
        >
          {error.message}
        </Notice>
      )}
      {!flows && !error && <FlowRowsLoading />}
      {flows?.length === 0 && (
        <Empty icon={Workflow} title="The bot has nothing to say yet" action={create}>
          {mayChange
            ? "Start from a small example, or drop the JSON of a flow you have anywhere on this page."
            : "An admin of your organization can build its first flow."}
        </Empty>
      )}
      {flows && flows.length > 0 && <FlowRows organization={organization} flows={flows} />}
      {given && <NewFlowDialog organization={organization} given={given} onClose={() => setGiven(null)} />}
    </FileDrop>
  );
}
