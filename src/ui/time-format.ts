const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

// The interface speaks English; hours are counted to 24 so that no column jumps between a.m. and p.m.
const format = (options: Intl.DateTimeFormatOptions) => {
  const made = new Intl.DateTimeFormat("en-GB", options);
  return (at: Date): string => made.format(at);
};

/** "14:05" */
export const clockTime = format({ hour: "2-digit", minute: "2-digit" });
/** "Tue 3 Mar 2026, 14:05:09" */
export const exactTime = format({
  weekday: "short",
  day: "numeric",
  month: "short",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
});
const weekday = format({ weekday: "short" });
const longWeekday = format({ weekday: "long" });
const dayAndMonth = format({ day: "numeric", month: "short" });
const dayMonthYear = format({ day: "numeric", month: "short", year: "numeric" });

/** How many midnights lie between the two, by the clock on the wall here. */
function daysBetween(at: Date, now: Date): number {
  const midnight = (date: Date) => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
  return Math.round((midnight(now) - midnight(at)) / DAY);
}

const longAgo = (at: Date, now: Date): string =>
  at.getFullYear() === now.getFullYear() ? dayAndMonth(at) : dayMonthYear(at);

/** For a narrow column: "now", "4 min", "14:05", "Tue", "3 Mar", "3 Mar 2024". */
export function shortTime(at: Date, now: Date): string {
  const elapsed = now.getTime() - at.getTime();
  // What came since the clock of the page last ticked is not of the future.
  if (Math.abs(elapsed) < MINUTE) return "now";
  if (elapsed >= 0 && elapsed < HOUR) return `${Math.floor(elapsed / MINUTE)} min`;
  const days = daysBetween(at, now);
  if (days === 0) return clockTime(at);
  if (days > 0 && days < 7) return weekday(at);
  return longAgo(at, now);
}

/** Within a sentence: "just now", "4 minutes ago", "in 2 hours", "3 Mar, 14:05". */
export function relativeTime(at: Date, now: Date): string {
  const elapsed = now.getTime() - at.getTime();
  const distance = Math.abs(elapsed);
  if (distance < MINUTE) return "just now";
  if (distance >= DAY) return `${longAgo(at, now)}, ${clockTime(at)}`;
  const [count, unit] =
    distance < HOUR ? [Math.floor(distance / MINUTE), "minute"] : [Math.floor(distance / HOUR), "hour"];
  const span = `${count} ${unit}${count === 1 ? "" : "s"}`;
  return elapsed > 0 ? `${span} ago` : `in ${span}`;
}

/** A heading over a day's rows: "Today", "Yesterday", "Tuesday", "Tue 3 Mar", "Tue 3 Mar 2024". */
export function dayHeading(at: Date, now: Date): string {
  const days = daysBetween(at, now);
  if (days === 0) return "Today";
  if (days === 1) return "Yesterday";
  if (days > 1 && days < 7) return longWeekday(at);
  return `${weekday(at)} ${longAgo(at, now)}`;
}
