import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "./class-names";
import { CopyButton } from "./copy-button";

interface JsonViewProps {
  value: unknown;
  /** How many levels stand open at first. */
  depth?: number;
  className?: string;
}

/** A JSON value to read: levels fold, the whole can be copied. Needs no script to fold. */
export function JsonView({ value, depth = 2, className }: JsonViewProps) {
  return (
    <div className={cn("relative rounded-lg border bg-sunken", className)}>
      <CopyButton text={JSON.stringify(value, null, 2)} label="Copy JSON" className="absolute top-1 right-1" />
      <div className="max-h-[32rem] overflow-auto p-3 pr-10 font-mono text-sm">
        <Node value={value} open={depth} />
      </div>
    </div>
  );
}

interface NodeProps {
  value: unknown;
  name?: string;
  open: number;
}

function Node({ value, name, open }: NodeProps) {
  const label = name === undefined ? null : <span className="text-soft">{name}: </span>;
  if (typeof value !== "object" || value === null) {
    return (
      <div className="pl-4 break-words whitespace-pre-wrap">
        {label}
        <Scalar value={value} />
      </div>
    );
  }
  const list = Array.isArray(value);
  const entries: [string, unknown][] = Object.entries(value);
  const [before, after] = list ? ["[", "]"] : ["{", "}"];
  if (entries.length === 0) return <Line>{[label, before + after]}</Line>;
  return (
    <details open={open > 0} className="group/level">
      <summary className="flex list-none items-center rounded-sm hover:bg-hover">
        <ChevronRight aria-hidden className="size-4 shrink-0 text-faint [[open]>summary>&]:rotate-90" />
        <span>
          {label}
          {before}
          <span className="text-faint [[open]>summary_&]:hidden">
            {` ${entries.length} ${list ? "items" : "keys"} ${after}`}
          </span>
        </span>
      </summary>
      <div className="ml-2 border-l pl-2">
        {entries.map(([key, child]) => (
          <Node key={key} value={child} name={key} open={open - 1} />
        ))}
      </div>
      <Line>{after}</Line>
    </details>
  );
}

const Line = ({ children }: { children: ReactNode }) => <div className="pl-4">{children}</div>;

function Scalar({ value }: { value: unknown }) {
  if (typeof value === "string") return <span className="text-good">{JSON.stringify(value)}</span>;
  if (typeof value === "number" || typeof value === "boolean") {
    return <span className="text-accent">{String(value)}</span>;
  }
  return <span className="text-faint">{value === null ? "null" : "—"}</span>;
}
