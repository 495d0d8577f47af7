"use client";

import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "@/trpc/provider";
import { parseDefinition, type FlowNode } from "../definition";
import type { StoredStep, StoredTrace } from "../stored-trace";
import { TraceStep, type Said } from "./trace-step";

interface TraceStepsProps {
  organization: string;
  session: NonNullable<StoredTrace["session"]>;
  steps: readonly StoredStep[];
  said: readonly Said[];
}

/** The nodes that a move went through, one below the other. */
export function TraceSteps({ organization, session, steps, said }: TraceStepsProps) {
  const nodes = useNodes(organization, session);
  return (
    <ol>
      {steps.map((step, index) => (
        <TraceStep
          key={index}
          step={step}
          node={nodes.get(step.nodeId ?? "")}
          said={said.filter(({ effectId }) => effectId !== null && step.effects.includes(effectId))}
          isLast={index === steps.length - 1}
        />
      ))}
    </ol>
  );
}

/** The nodes of the version that ran, which the trace knows by their ids only. */
function useNodes(organization: string, { flowId, version }: { flowId: string; version: number }) {
  const trpc = useTRPC();
  const { data } = useQuery(
    trpc.flow.export.queryOptions({ organization, id: flowId, version }, { staleTime: Infinity, retry: false }),
  );
  const parsed = parseDefinition(data?.definition);
  return new Map<string, FlowNode>(parsed.ok ? parsed.definition.nodes.map((node) => [node.id, node]) : []);
}
