"use client";

import { FlowTrace } from "@/flow/ui/flow-trace";
import { EventMissing } from "@/whatsapp/ui/event-missing";
import { EventView } from "@/whatsapp/ui/event-view";
import { useEvent } from "@/whatsapp/ui/use-event";

/** An event with what the flows made of it: neither slice knows the other. */
export function EventScreen({ organization, id }: { organization: string; id: string }) {
  const { event, error, retry } = useEvent(organization, id);
  if (!event) return <EventMissing organization={organization} error={error} onRetry={retry} />;
  const trace = event.trace && <FlowTrace organization={organization} trace={event.trace} said={event.caused} />;
  return <EventView organization={organization} event={event} trace={trace} />;
}
