import { count } from "@/platform/metrics/count";
import { organizationChannel } from "@/realtime/channel";
import { publish } from "@/realtime/server/publish";

export interface WorkedEvent {
  readonly id: string;
  readonly kind: string;
  readonly state: "processed" | "failed" | "ignored";
}

/** Tells the events page what became of webhook events, and counts them. */
export function announceEvents(
  events: readonly WorkedEvent[],
  { organizationId, epoch }: { organizationId: string; epoch: number },
): void {
  for (const { state } of events) count("recado_events_worked_total", { state });
  publish(
    events.map(({ id, kind, state }) => ({
      channel: organizationChannel(organizationId, epoch),
      event: "event:received",
      data: { eventId: id, kind, state },
      patient: true,
    })),
  );
}
