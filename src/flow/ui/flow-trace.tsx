"use client";

import Link from "next/link";
import { Badge } from "@/ui/badge";
import { JsonView } from "@/ui/json-view";
import { decisionInWords, lossInWords, readTrace, type StoredDecision, type StoredTrace } from "../stored-trace";
import { LaterMoves } from "./later-moves";
import type { Said } from "./trace-step";
import { TraceSteps } from "./trace-steps";

interface FlowTraceProps {
  organization: string;
  /** As it is stored with an event. */
  trace: unknown;
  /** The messages that came of it. */
  said: readonly Said[];
}

/** Why a flow did what it did: the decision, each step, and what it did by itself afterwards. */
export function FlowTrace({ organization, trace, said }: FlowTraceProps) {
  const read = readTrace(trace);
  if (!read) return <JsonView value={trace} />;
  const { decision, session, steps } = read;
  return (
    <div className="grid gap-4">
      {decision && <Decision organization={organization} decision={decision} />}
      {session && <Steps organization={organization} session={session} steps={steps} said={said} />}
      {session && <LaterMoves organization={organization} session={session} />}
    </div>
  );
}

function Decision({ organization, decision }: { organization: string; decision: StoredDecision }) {
  const { losers = [] } = decision;
  return (
    <div>
      <p className="text-pretty">{decisionInWords(decision)}</p>
      {losers.length > 0 && (
        <ul className="mt-2 grid gap-1 border-l-2 pl-3 text-sm text-soft">
          {losers.map(({ flowId, flowName, nodeId, keyword, match, why }) => (
            <li key={`${flowId} ${nodeId}`}>
              <Link href={`/${organization}/flows/${flowId}`} className="font-medium text-ink hover:underline">
                {flowName}
              </Link>{" "}
              fits too{match === "default" ? "" : ` by “${keyword}”`} <Badge>{match}</Badge> but {lossInWords(why)}.
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

interface StepsProps {
  organization: string;
  session: NonNullable<StoredTrace["session"]>;
  steps: StoredTrace["steps"];
  said: readonly Said[];
}

function Steps({ organization, session, steps, said }: StepsProps) {
  const { flowId, flow, version, status } = session;
  return (
    <div>
      <h3 className="mb-2 flex flex-wrap items-baseline gap-x-2 text-sm text-faint">
        <Link href={`/${organization}/flows/${flowId}`} className="text-base font-medium text-accent hover:underline">
          {flow}
        </Link>
        version {version}, then {AFTERWARDS[status] ?? status}
      </h3>
      {steps.length === 0 && <p className="text-soft">This event had moved it before; nothing was done again.</p>}
      <TraceSteps organization={organization} session={session} steps={steps} said={said} />
    </div>
  );
}

const AFTERWARDS: Readonly<Record<string, string>> = {
  Paused: "waiting",
  Completed: "completed",
  Errored: "ended by an error",
};
