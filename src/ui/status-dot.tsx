import { cva, type VariantProps } from "class-variance-authority";
import type { ReactNode } from "react";

const dot = cva("size-2 shrink-0 rounded-full", {
  variants: {
    tone: { neutral: "bg-faint", accent: "bg-accent", good: "bg-good", warn: "bg-warn", bad: "bg-bad" },
    pulse: { true: "animate-shimmer" },
  },
});

interface StatusDotProps extends VariantProps<typeof dot> {
  /** Colour alone tells nobody anything. */
  children: ReactNode;
}

export function StatusDot({ tone = "neutral", pulse, children }: StatusDotProps) {
  return (
    <span className="inline-flex items-center gap-1.5">
      <span aria-hidden className={dot({ tone, pulse })} />
      {children}
    </span>
  );
}
