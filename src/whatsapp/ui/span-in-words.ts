const UNITS = [
  [86_400_000, "d"],
  [3_600_000, "h"],
  [60_000, "min"],
  [1_000, "s"],
] as const;

/** A span of time, short: "12 ms", "1.2 s", "3 min". */
export function spanInWords(ms: number): string {
  const [size, unit] = UNITS.find(([least]) => ms >= least) ?? [1, "ms"];
  const count = ms / size;
  return `${unit === "s" && count < 10 ? Math.floor(count * 10) / 10 : Math.floor(count)} ${unit}`;
}
