const dayName = new Intl.DateTimeFormat(undefined, { weekday: "long", day: "numeric", month: "long" });
const DAY_MS = 86_400_000;

export function daysBetween(from: string | Date, to: string | Date): number {
  const midnight = (at: string | Date) => new Date(at).setHours(0, 0, 0, 0);
  return Math.round((midnight(to) - midnight(from)) / DAY_MS);
}

export function dayOf(at: string): string {
  return ["Today", "Yesterday"][daysBetween(at, new Date())] ?? dayName.format(new Date(at));
}
