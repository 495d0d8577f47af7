"use client";

import { exactTime, relativeTime, shortTime } from "./time-format";
import { useNow } from "./use-now";

interface TimeProps {
  at: Date;
  /** `short` for narrow columns ("4 min", "Tue"), `relative` for sentences ("4 minutes ago"). */
  as?: "short" | "relative";
  className?: string;
}

/** A moment, told from now; the exact one is its title. */
export function Time({ at, as = "relative", className }: TimeProps) {
  const now = useNow();
  // The server knows neither the reader's clock nor zone: it says UTC until the browser takes over.
  const utc = `${at.toISOString().slice(0, 16).replace("T", " ")} UTC`;
  const tell = as === "short" ? shortTime : relativeTime;
  return (
    <time dateTime={at.toISOString()} title={now ? exactTime(at) : utc} className={className}>
      {now ? tell(at, now) : utc}
    </time>
  );
}
