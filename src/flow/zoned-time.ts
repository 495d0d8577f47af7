import { remember } from "./remember";

const MINUTE = 60_000;

const formatIn = remember(100, (timeZone) => {
  const fields = { year: "numeric", month: "2-digit", day: "2-digit" } as const;
  const clock = { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" } as const;
  try {
    return new Intl.DateTimeFormat("en-US", { ...fields, ...clock, timeZone });
  } catch {
    // An unknown zone is no reason to stop a conversation.
    return new Intl.DateTimeFormat("en-US", { ...fields, ...clock, timeZone: "UTC" });
  }
});

/** The ISO form of an instant as clocks in that zone show it: `2026-03-01T09:30:00-05:00`. */
export function zonedTime(at: number, timeZone: string): string {
  const parts = new Map(
    formatIn(timeZone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  const part = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? "00";
  const local = `${part("year").padStart(4, "0")}-${part("month")}-${part("day")}T${part("hour")}:${part("minute")}:${part("second")}`;
  const offset = Math.round((Date.parse(`${local}Z`) - Math.floor(at / 1000) * 1000) / MINUTE);
  const two = (number: number) => String(number).padStart(2, "0");
  const size = Math.abs(offset);
  return `${local}${offset < 0 ? "-" : "+"}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}
