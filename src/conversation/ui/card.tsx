import type { LucideIcon } from "lucide-react";

interface CardProps {
  icon: LucideIcon;
  title: string;
  detail: string | null;
}

/** What stands in a bubble beside its words. */
export const Card = ({ icon: Icon, title, detail }: CardProps) => (
  <span className="my-1 flex items-center gap-2.5 rounded-lg border border-line bg-canvas/60 p-2 pr-3">
    <span aria-hidden className="grid size-9 shrink-0 place-items-center rounded-md bg-accent-wash text-accent">
      <Icon className="size-4.5" />
    </span>
    <span className="min-w-0">
      <span className="block font-medium break-words">{title}</span>
      {detail && <span className="block text-sm break-words text-soft">{detail}</span>}
    </span>
  </span>
);
