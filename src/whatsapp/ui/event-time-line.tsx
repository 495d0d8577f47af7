import { Time } from "@/ui/time";
import type { EventDetail } from "../server/read-event";
import { spanInWords } from "./span-in-words";

/** When it happened, came and was worked, and how long that took. */
export function EventTimeLine({ event }: { event: EventDetail }) {
  const { happenedAt, createdAt, processedAt, tries } = event;
  const stops = [
    { name: "Happened, by Meta's clock", at: happenedAt },
    { name: "Stored here", at: createdAt },
    { name: tries > 1 ? `Worked, at try ${tries}` : "Worked", at: processedAt },
  ].flatMap(({ name, at }) => (at ? [{ name, at }] : []));
  return (
    <ol className="rounded-lg border bg-surface p-3">
      {stops.map(({ name, at }, index) => {
        const before = stops[index - 1];
        return (
          <li key={name} className="relative pb-3 pl-5 last:pb-0">
            {index < stops.length - 1 && (
              <span aria-hidden className="absolute top-3 bottom-0 left-[3px] w-px bg-line" />
            )}
            <span aria-hidden className="absolute top-1.5 left-0 size-[7px] rounded-full bg-accent" />
            <p>{name}</p>
            <p className="text-sm text-faint">
              <Time at={at} />
              {before && ` · ${spanInWords(Math.max(0, at.getTime() - before.at.getTime()))} later`}
            </p>
          </li>
        );
      })}
    </ol>
  );
}
