import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "./class-names";

interface EmptyProps {
  icon: LucideIcon;
  title: string;
  /** Why nothing is here, and what to do about it. */
  children?: ReactNode;
  /** The button or link that does it. */
  action?: ReactNode;
  className?: string;
}

export function Empty({ icon: Icon, title, children, action, className }: EmptyProps) {
  return (
    <div className={cn("mx-auto flex w-full max-w-sm flex-col items-center px-6 py-12 text-center", className)}>
      <span aria-hidden className="mb-3 grid size-10 place-items-center rounded-full bg-accent-wash text-accent">
        <Icon className="size-5" />
      </span>
      <h2 className="text-lg font-semibold text-balance">{title}</h2>
      {children && <div className="mt-1 max-w-full text-pretty text-soft">{children}</div>}
      {action && <div className="mt-4">{action}</div>}
    </div>
  );
}
