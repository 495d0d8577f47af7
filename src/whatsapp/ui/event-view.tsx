import Link from "next/link";
import type { ReactNode } from "react";
import { JsonView } from "@/ui/json-view";
import { Notice } from "@/ui/notice";
import { PageHeader } from "@/ui/page-header";
import { eventDetail, eventMeaning } from "../event-detail";
import { nameOfKind } from "../event-kind";
import { outcomeInWords } from "../event-outcome";
import type { EventDetail } from "../server/read-event";
import { EventFacts } from "./event-facts";
import { EventStateDot } from "./event-state-dot";
import { EventTimeLine } from "./event-time-line";

interface EventViewProps {
  organization: string;
  event: EventDetail;
  /** What the flows made of it: shown by who knows flows. */
  trace: ReactNode;
}

/** One event: what it was understood as, what became of it, and what exactly came. */
export function EventView({ organization, event, trace }: EventViewProps) {
  const { state, error, message } = event;
  return (
    <>
      <PageHeader
        back={
          <Link href={`/${organization}/events`} className="hover:text-ink hover:underline">
            ← Events
          </Link>
        }
        title={eventDetail(event) ?? nameOfKind(event.kind)}
        description={`${eventMeaning(event)}.`}
        actions={<EventStateDot state={state} />}
      />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-6 lg:grid-cols-[minmax(0,1fr)_17rem]">
        <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-6">
          <Notice tone={toneOf(event)}>
            <span className="text-ink">{outcomeInWords(event)}.</span>
            {state === "processed" && error !== null && ` An earlier try failed: ${error}`}
          </Notice>
          {trace && <Section title="What the flows did">{trace}</Section>}
          {event.kind === "status" && (
            <Section title="The message it speaks of">
              {message ? <Message message={message} /> : <p className="text-soft">No message here has this id.</p>}
            </Section>
          )}
          <Section title="What came">
            <JsonView value={event.payload} depth={5} />
          </Section>
        </div>
        <aside className="grid gap-6">
          <EventTimeLine event={event} />
          <EventFacts organization={organization} event={event} />
        </aside>
      </div>
    </>
  );
}

function toneOf({ state, error }: EventDetail) {
  if (state === "failed") return "bad";
  return error === null ? "neutral" : "warn";
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h2 className="mb-2 text-sm font-medium text-faint">{title}</h2>
      {children}
    </section>
  );
}

function Message({ message }: { message: NonNullable<EventDetail["message"]> }) {
  const bubble = message.direction === "inbound" ? "bg-bubble-in" : "bg-bubble-out";
  return (
    <div className={`w-fit max-w-prose rounded-lg px-3 py-2 ${bubble}`}>
      <p className="break-words whitespace-pre-wrap">{message.content}</p>
      <p className="mt-0.5 text-xs text-faint">{message.status} now</p>
    </div>
  );
}
