import { ArrowRight, CircleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { Badge } from "@/ui/badge";
import { cn } from "@/ui/class-names";
import type { FlowNode } from "../definition";
import { nodeEditorOf } from "../nodes/editors";
import type { StoredStep } from "../stored-trace";
import { nodeTitle } from "./node-title";
import { wayName } from "./way-name";

/** A message that a step sent. */
export interface Said {
  readonly effectId: string | null;
  readonly content: string;
  readonly status: string;
  /** Why it failed. */
  readonly error: unknown;
}

interface TraceStepProps {
  step: StoredStep;
  /** Unknown while its version is being fetched, or when that has it no more. */
  node: FlowNode | undefined;
  said: readonly Said[];
  isLast: boolean;
}

/** One node of a move: what it did, why, what it read and wrote, and what it said. */
export function TraceStep({ step, node, said, isLast }: TraceStepProps) {
  const { nodeId, why, way, reads, writes, notes } = step;
  const Icon = node && nodeEditorOf(node.type).icon;
  return (
    <li className="relative flex gap-3 pb-4 last:pb-0">
      {!isLast && <span aria-hidden className="absolute top-7 bottom-0 left-3.5 w-px bg-line" />}
      <span aria-hidden className="grid size-7 shrink-0 place-items-center rounded-full bg-sunken text-soft">
        {Icon ? <Icon className="size-3.5" /> : <span className="size-1.5 rounded-full bg-faint" />}
      </span>
      <div className="min-w-0 flex-1 pt-1">
        <p className="flex flex-wrap items-baseline gap-x-2">
          <span className="font-medium">{node ? nodeTitle(node) : (nodeId ?? "The session")}</span>
          <span className="text-soft">{why}</span>
          {way !== undefined && way !== null && (
            <span className="inline-flex items-center gap-1 text-sm text-faint">
              <ArrowRight aria-hidden className="size-3" />
              {node ? wayName(node, way) : way}
            </span>
          )}
        </p>
        {said.map((message) => (
          <div
            key={message.effectId}
            className="mt-1.5 w-fit max-w-prose rounded-lg rounded-tl-sm bg-bubble-bot px-3 py-1.5"
          >
            <p className="break-words whitespace-pre-wrap">{message.content}</p>
            <p className={cn("mt-0.5 text-xs text-faint", message.status === "Failed" && "text-bad")}>
              {statusInWords(message)}
            </p>
          </div>
        ))}
        {(reads.length > 0 || writes.length > 0) && (
          <div className="mt-1.5 flex flex-wrap gap-x-4 gap-y-1 text-sm text-faint">
            <Variables label="read" names={reads} />
            <Variables label="wrote" names={writes} />
          </div>
        )}
        {notes.map((note, index) => (
          <Note key={index}>{note}</Note>
        ))}
      </div>
    </li>
  );
}

function statusInWords({ status, error }: Said): string {
  const title = typeof error === "object" && error !== null && "title" in error ? error.title : null;
  return typeof title === "string" ? `${status}: ${title}` : status;
}

function Variables({ label, names }: { label: string; names: readonly string[] }) {
  if (names.length === 0) return null;
  return (
    <p className="flex flex-wrap items-center gap-1">
      {label}
      {names.map((name) => (
        <Badge key={name} className="max-w-full truncate font-mono font-normal">
          {name}
        </Badge>
      ))}
    </p>
  );
}

const Note = ({ children }: { children: ReactNode }) => (
  <p className="mt-1.5 flex items-start gap-1.5 text-sm text-warn">
    <CircleAlert aria-hidden className="mt-0.5 size-3.5 shrink-0" />
    {children}
  </p>
);
