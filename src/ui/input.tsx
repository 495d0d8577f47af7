"use client";

import type { ComponentProps } from "react";
import { cn } from "./class-names";
import { control } from "./control";
import { useFieldControl } from "./field";

export function Input({ className, ...props }: ComponentProps<"input">) {
  return <input {...useFieldControl()} className={cn(control, "h-8 pointer-coarse:h-10", className)} {...props} />;
}
