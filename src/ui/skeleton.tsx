import { cn } from "./class-names";

/** Holds the place of what is being fetched; give it the size of that. */
export const Skeleton = ({ className }: { className?: string }) => (
  <div aria-hidden className={cn("h-4 animate-shimmer rounded-sm bg-line", className)} />
);
