"use client";

import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";
import { cn } from "./class-names";
import { control } from "./control";
import { useFieldControl } from "./field";

/** The browser's own select, because telephones and keyboards know it. Its children are options. */
export function Select({ className, ...props }: ComponentProps<"select">) {
  return (
    <div className={cn("relative", className)}>
      <select
        {...useFieldControl()}
        className={cn(control, "h-8 appearance-none pr-8 pointer-coarse:h-10")}
        {...props}
      />
      <ChevronDown aria-hidden className="pointer-events-none absolute inset-y-0 right-2.5 my-auto size-4 text-faint" />
    </div>
  );
}
