"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Webhook } from "lucide-react";
import Link from "next/link";
import { useSearchParams } from "next/navigation";
import { useRef } from "react";
import { useTRPC } from "@/trpc/provider";
import { Button } from "@/ui/button";
import { Empty } from "@/ui/empty";
import { Notice } from "@/ui/notice";
import { PageHeader } from "@/ui/page-header";
import { filterQuery, readFilter, type EventFilter } from "./event-filter";
import { EventFilters } from "./event-filters";
import { EventRows, EventRowsLoading } from "./event-rows";
import { FirstEvent } from "./first-event";
import { useLiveEvents } from "./use-live-events";
import { useRowKeys } from "./use-row-keys";

/** Everything that Meta has told, newest first; new ones appear by themselves. */
export function EventList({ organization }: { organization: string }) {
  const filter = readFilter(useSearchParams());
  const { before, ...narrowed } = filter;
  const { data, error, refetch, isPlaceholderData } = useQuery(
    useTRPC().event.list.queryOptions(
      { organization, ...narrowed, cursor: before },
      { placeholderData: keepPreviousData },
    ),
  );
  const again = () => void refetch();
  useLiveEvents(organization, again);
  const list = useRef<HTMLDivElement>(null);
  useRowKeys(list);

  const isFresh = data?.items.length === 0 && filterQuery(filter) === "?";
  return (
    <>
      <PageHeader title="Events" description="Everything that Meta told about your numbers, and what became of it." />
      {isFresh ? <FirstEvent organization={organization} /> : <EventFilters filter={filter} />}
      {error && <NotFetched message={error.message} onRetry={again} />}
      {!data && !error && <EventRowsLoading />}
      {data?.items.length === 0 && !isFresh && <NothingLikeThat />}
      {data && data.items.length > 0 && (
        <div ref={list} className={isPlaceholderData ? "opacity-60" : undefined}>
          <EventRows organization={organization} events={data.items} />
          <Pages filter={filter} nextCursor={data.nextCursor} />
        </div>
      )}
    </>
  );
}

const NotFetched = ({ message, onRetry }: { message: string; onRetry: () => void }) => (
  <Notice
    tone="bad"
    title="The events could not be fetched"
    className="mb-3"
    action={
      <Button size="small" onClick={onRetry}>
        Try again
      </Button>
    }
  >
    {message}
  </Notice>
);

const NothingLikeThat = () => (
  <Empty
    icon={Webhook}
    title="No event is like that"
    action={
      <Button asChild>
        <Link href="?">Show all events</Link>
      </Button>
    }
  >
    Nothing that came in has this state and kind.
  </Empty>
);

function Pages({ filter, nextCursor }: { filter: EventFilter; nextCursor: string | null }) {
  const { before, ...narrowed } = filter;
  const look = "text-accent hover:underline";
  return (
    <nav aria-label="Pages" className="mt-3 flex justify-between text-sm">
      <span>
        {before && (
          <Link href={filterQuery(narrowed)} className={look}>
            ← Newest
          </Link>
        )}
      </span>
      {nextCursor && (
        <Link href={filterQuery({ ...narrowed, before: nextCursor })} className={look}>
          Older →
        </Link>
      )}
    </nav>
  );
}
