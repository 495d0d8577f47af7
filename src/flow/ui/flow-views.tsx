import { cn } from "@/ui/class-names";

const VIEWS = { outline: "Outline", json: "JSON" } as const;
export type FlowView = keyof typeof VIEWS;

interface FlowViewsProps {
  view: FlowView;
  onChange: (view: FlowView) => void;
}

/** Two ways to look at one draft. */
export function FlowViews({ view, onChange }: FlowViewsProps) {
  return (
    <div role="group" aria-label="View" className="mb-4 flex gap-4 border-b">
      {(Object.keys(VIEWS) as FlowView[]).map((each) => (
        <button
          key={each}
          type="button"
          aria-pressed={each === view}
          onClick={() => onChange(each)}
          className={cn(
            "-mb-px border-b-2 border-transparent px-0.5 pb-2 font-medium text-soft hover:text-ink",
            each === view && "border-accent text-ink",
          )}
        >
          {VIEWS[each]}
        </button>
      ))}
    </div>
  );
}
