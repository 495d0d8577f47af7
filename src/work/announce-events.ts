import { organizationChannel } from "@/realtime/channel";
import { publish } from "@/realtime/server/publish";

export interface WorkedEvent {
  readonly id: string;
  readonly kind: string;
  readonly state: "processed" | "failed" | "ignored";
}

/** Tells the events page what became of webhook events. */
export function announceEvents(
  events: readonly WorkedEvent[],
  { organizationId, epoch }: { organizationId: string; epoch: number },
): void {
  publish(
    events.map(({ id, kind, state }) => ({
      channel: organizationChannel(organizationId, epoch),
      event: "event:received",
      data: { eventId: id, kind, state },
    })),
  );
}
