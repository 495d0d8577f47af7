"use client";

import type { ComponentProps } from "react";
import { cn } from "./class-names";
import { control } from "./control";
import { useFieldControl } from "./field";

/** Grows with what is written in it, down from `rows`; limit it with a max-h class. */
export function Textarea({ className, rows = 3, ...props }: ComponentProps<"textarea">) {
  return (
    <textarea
      {...useFieldControl()}
      rows={rows}
      className={cn(control, "field-sizing-content resize-y py-1.5", className)}
      {...props}
    />
  );
}
