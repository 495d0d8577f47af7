"use client";

import { createContext, use, useId, type ReactNode } from "react";
import { cn } from "./class-names";

interface FieldProps {
  label: ReactNode;
  /** What to write here and why, below the control. */
  hint?: ReactNode;
  /** Takes the hint's place. */
  error?: string | null | undefined;
  optional?: boolean;
  className?: string;
  /** One input, textarea or select of this kit: it finds its name and its error by itself. */
  children: ReactNode;
}

const Named = createContext<{ id: string; noteId: string | undefined; wrong: boolean } | null>(null);

/** A control with its label, a hint, and what is wrong with its value. */
export function Field({ label, hint, error, optional = false, className, children }: FieldProps) {
  const id = useId();
  const note = error ?? hint;
  const noteId = note ? `${id}-note` : undefined;
  return (
    <div className={cn("grid gap-1", className)}>
      <label htmlFor={id} className="text-sm font-medium text-ink">
        {label}
        {optional && <span className="ml-1.5 font-normal text-faint">optional</span>}
      </label>
      <Named value={{ id, noteId, wrong: Boolean(error) }}>{children}</Named>
      {note && (
        <p id={noteId} role={error ? "alert" : undefined} className={cn("text-sm", error ? "text-bad" : "text-faint")}>
          {note}
        </p>
      )}
    </div>
  );
}

/** What ties a control to the field around it. */
export function useFieldControl() {
  const field = use(Named);
  if (!field) return {};
  return { id: field.id, "aria-describedby": field.noteId, "aria-invalid": field.wrong || undefined };
}
