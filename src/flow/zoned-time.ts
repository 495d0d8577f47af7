import { remember } from "./remember";

const MINUTE = 60_000;
/** Zones change their offset at quarters of an hour, never between. */
const QUARTER = 15 * MINUTE;

/** The ISO form of an instant as clocks in that zone show it: `2026-03-01T09:30:00-05:00`. */
export function zonedTime(at: number, timeZone: string): string {
  const { offset } = offsetAt(`${Math.floor(at / QUARTER)} ${timeZone}`);
  const local = new Date(at + offset * MINUTE).toISOString().slice(0, -".000Z".length);
  const size = Math.abs(offset);
  return `${local}${offset < 0 ? "-" : "+"}${twoDigits(size / 60)}:${twoDigits(size % 60)}`;
}

const twoDigits = (number: number): string => String(Math.floor(number)).padStart(2, "0");

/** Minutes east of Greenwich. Asking for them costs a hundred times more than remembering them. */
const offsetAt = remember(1_000, (key) => {
  const [quarter = "", timeZone = ""] = key.split(" ");
  const at = Number(quarter) * QUARTER;
  const part = new Map(
    clockOf(timeZone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const [year = 0, month = 1, day, hour, minute, second] = FIELDS.map((field) => part.get(field));
  return { offset: Math.round((Date.UTC(year, month - 1, day, hour, minute, second) - at) / MINUTE) };
});

const FIELDS = ["year", "month", "day", "hour", "minute", "second"] as const;

function clockOf(timeZone: string): Intl.DateTimeFormat {
  const fields = Object.fromEntries(FIELDS.map((field) => [field, "numeric"]));
  try {
    return new Intl.DateTimeFormat("en-US", { ...fields, hourCycle: "h23", timeZone });
  } catch {
    // An unknown zone is no reason to stop a conversation.
    return new Intl.DateTimeFormat("en-US", { ...fields, hourCycle: "h23", timeZone: "UTC" });
  }
}
