import { EVENT_STATES, type EventState } from "../event-state";

/** What of the events is shown, as the page's address says. */
export interface EventFilter {
  readonly state?: EventState | undefined;
  readonly kind?: string | undefined;
  /** The page of events older than this one; the newest page without it. */
  readonly before?: string | undefined;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Anything in the address that makes no sense is as if it were not there. */
export function readFilter(parameters: Pick<URLSearchParams, "get">): EventFilter {
  const before = parameters.get("before") ?? "";
  return {
    state: EVENT_STATES.find((state) => state === parameters.get("state")),
    kind: parameters.get("kind") || undefined,
    before: UUID.test(before) ? before : undefined,
  };
}

/** The address that shows it: the same page, without what is not narrowed. */
export function filterQuery({ state, kind, before }: EventFilter): string {
  const given = Object.entries({ state, kind, before }).flatMap(([name, value]) => (value ? [[name, value]] : []));
  return `?${new URLSearchParams(given).toString()}`;
}
