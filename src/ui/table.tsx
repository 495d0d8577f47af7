import type { ComponentProps } from "react";
import { cn } from "./class-names";

/** Dresses a plain table: write thead, tbody, th and td inside. Scrolls sideways when it is too wide; rows with a link light up. */
export function Table({ className, ...props }: ComponentProps<"table">) {
  return (
    <div className="overflow-x-auto rounded-lg border bg-surface">
      <table
        className={cn(
          "w-full border-collapse text-left [&_td]:px-3 [&_td]:py-2 [&_td]:align-middle [&_th]:h-8 [&_th]:px-3 [&_th]:text-sm [&_th]:font-medium [&_th]:whitespace-nowrap [&_th]:text-faint [&_tbody_tr]:border-t [&_tbody_tr:has(a)]:hover:bg-hover",
          className,
        )}
        {...props}
      />
    </div>
  );
}
