import Link from "next/link";
import { Skeleton } from "@/ui/skeleton";
import { Table } from "@/ui/table";
import { Time } from "@/ui/time";
import { eventMeaning } from "../event-detail";
import { nameOfKind } from "../event-kind";
import { outcomeInWords } from "../event-outcome";
import type { ListedEvent } from "../server/list-events";
import { EventStateDot } from "./event-state-dot";

interface EventRowsProps {
  organization: string;
  events: readonly ListedEvent[];
}

export function EventRows({ organization, events }: EventRowsProps) {
  return (
    <Table className="table-fixed [&_td]:py-1.5">
      <Head />
      <tbody>
        {events.map((event) => (
          <Row key={event.id} event={event} href={`/${organization}/events/${event.id}`} />
        ))}
      </tbody>
    </Table>
  );
}

// On a narrow screen the outcome stands below what came, and the customer is left to the event's own page.
const WIDE = "max-md:hidden";

const Head = () => (
  <thead>
    <tr>
      <th className={`w-26 ${WIDE}`}>State</th>
      <th className="w-[44%] max-md:w-auto">What came</th>
      <th className={`w-36 ${WIDE} max-lg:hidden`}>Customer</th>
      <th className={WIDE}>Outcome</th>
      <th className="w-18 text-right">When</th>
    </tr>
  </thead>
);

function Row({ event, href }: { event: ListedEvent; href: string }) {
  const { state, kind, detail, contact, createdAt } = event;
  const outcome = outcomeInWords(event);
  const person = contact?.name ?? contact?.waId;
  return (
    <tr className="relative">
      <td className={WIDE}>
        <span className="flex">
          <EventStateDot state={state} />
        </span>
      </td>
      <td>
        <Link
          data-row
          href={href}
          className="flex min-w-0 items-baseline gap-2 -outline-offset-2 after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
        >
          <span className="shrink-0 truncate text-soft md:w-24">{nameOfKind(kind)}</span>
          {detail === null ? (
            <span className="truncate text-soft">{eventMeaning(event)}</span>
          ) : (
            <span className="truncate font-medium">{detail}</span>
          )}
        </Link>
        <p className="mt-0.5 flex gap-2 text-sm text-faint md:hidden">
          <EventStateDot state={state} />
          <span className="truncate">{outcome}</span>
        </p>
      </td>
      <td className={`truncate text-soft ${WIDE} max-lg:hidden`}>{person ?? <span className="text-faint">—</span>}</td>
      <td className={`truncate text-soft ${WIDE}`} title={outcome}>
        {outcome}
      </td>
      <td className="text-right text-sm whitespace-nowrap text-faint">
        <Time at={createdAt} as="short" />
      </td>
    </tr>
  );
}

export const EventRowsLoading = () => (
  <Table className="table-fixed" aria-busy>
    <Head />
    <tbody>
      {Array.from({ length: 12 }, (_, index) => (
        <tr key={index}>
          <td className={WIDE}>
            <Skeleton className="w-20" />
          </td>
          <td>
            <Skeleton className="w-3/4" />
          </td>
          <td className={`${WIDE} max-lg:hidden`}>
            <Skeleton className="w-24" />
          </td>
          <td className={WIDE}>
            <Skeleton className="w-2/3" />
          </td>
          <td>
            <Skeleton className="ml-auto w-10" />
          </td>
        </tr>
      ))}
    </tbody>
  </Table>
);
