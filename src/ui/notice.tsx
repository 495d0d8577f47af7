import { cva, type VariantProps } from "class-variance-authority";
import { CircleAlert, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "./class-names";

const look = cva("flex items-start gap-2.5 rounded-lg px-3 py-2.5", {
  variants: {
    tone: {
      neutral: "bg-sunken [&>svg]:text-faint",
      warn: "bg-warn-wash [&>svg]:text-warn",
      bad: "bg-bad-wash [&>svg]:text-bad",
    },
  },
});
const ICONS = { neutral: Info, warn: TriangleAlert, bad: CircleAlert };

interface NoticeProps extends VariantProps<typeof look> {
  title?: string;
  children?: ReactNode;
  /** A small button that does something about it. */
  action?: ReactNode;
  className?: string;
}

/** Says what is the matter, in its place. */
export function Notice({ tone, title, children, action, className }: NoticeProps) {
  const kind = tone ?? "neutral";
  const Icon = ICONS[kind];
  return (
    <div role={kind === "bad" ? "alert" : "status"} className={cn(look({ tone: kind }), className)}>
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
      <div className="min-w-0 flex-1">
        {title && <p className="font-medium">{title}</p>}
        {children && <div className="text-pretty text-soft">{children}</div>}
      </div>
      {action}
    </div>
  );
}
