import { v7 } from "uuid";

/** A UUIDv7: unique, and sortable by the time it was made. */
export const newId = (): string => v7();

/** The lowest id that can have been made at that time or later. */
export function idsFrom(time: Date): string {
  const milliseconds = time.getTime().toString(16).padStart(12, "0");
  return `${milliseconds.slice(0, 8)}-${milliseconds.slice(8)}-7000-8000-000000000000`;
}
