"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { cn } from "@/ui/class-names";
import { Kbd } from "@/ui/kbd";
import { Select } from "@/ui/select";
import { EVENT_KINDS } from "../event-kind";
import { EVENT_STATES } from "../event-state";
import { filterQuery, type EventFilter } from "./event-filter";
import { nameOfState } from "./event-state-dot";

/** Narrows the list; the address holds what is chosen, so it can be shared and gone back to. */
export function EventFilters({ filter }: { filter: EventFilter }) {
  const router = useRouter();
  const { state, kind } = filter;
  return (
    <div className="mb-3 flex flex-wrap items-center gap-x-4 gap-y-2">
      <nav aria-label="State" className="flex rounded-md border bg-surface p-0.5">
        {[undefined, ...EVENT_STATES].map((each) => (
          <Link
            key={each ?? "all"}
            href={filterQuery({ kind, state: each })}
            aria-current={each === state ? "true" : undefined}
            className={cn(
              "rounded-sm px-2 py-1 text-sm text-soft hover:text-ink pointer-coarse:py-2",
              each === state && "bg-accent-wash font-medium text-accent hover:text-accent",
            )}
          >
            {each ? nameOfState(each) : "All"}
          </Link>
        ))}
      </nav>
      <Select
        aria-label="Kind"
        className="w-44"
        value={kind ?? ""}
        onChange={(event) => router.push(filterQuery({ state, kind: event.target.value }))}
      >
        <option value="">Every kind</option>
        {Object.entries(EVENT_KINDS).map(([value, name]) => (
          <option key={value} value={value}>
            {name}
          </option>
        ))}
      </Select>
      <p className="ml-auto hidden items-center gap-1 text-sm text-faint pointer-fine:lg:flex">
        <Kbd>j</Kbd> <Kbd>k</Kbd> to move, <Kbd>↵</Kbd> to open
      </p>
    </div>
  );
}
