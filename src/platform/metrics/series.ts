interface Series {
  readonly type: "counter" | "histogram";
  readonly help: string;
  /** Their values are few and known: never an organization, a person, a conversation or an address. */
  readonly labels: readonly string[];
  /** Upper bounds of a histogram's buckets in seconds, rising. */
  readonly bounds?: readonly number[];
}

const QUICK = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];
const SLOW = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

/** What the deployment counts, over all its processes, by the names that monitoring knows. */
export const SERIES = {
  recado_webhooks_total: {
    type: "counter",
    help: "Requests to the webhook by what became of them",
    labels: ["outcome"],
  },
  recado_webhook_acknowledgement_seconds: {
    type: "histogram",
    help: "From the headers of a webhook POST to its answer",
    labels: ["status"],
    bounds: QUICK,
  },
  recado_webhook_items_total: {
    type: "counter",
    help: "Items in verified webhooks: stored, known already, or not of the number whose secret signed them",
    labels: ["outcome"],
  },
  recado_events_worked_total: {
    type: "counter",
    help: "Stored events that were worked; failed ones were given up after their last try",
    labels: ["state"],
  },
  recado_lane_work_seconds: {
    type: "histogram",
    help: "From the claim of a lane until it is given back",
    labels: ["kind"],
    bounds: SLOW,
  },
  recado_lane_failures_total: {
    type: "counter",
    help: "Work that failed, by whose fault: the event's, a passing one of the machinery, or a lease that was lost",
    labels: ["kind", "fault"],
  },
  recado_sends_total: {
    type: "counter",
    help: "Attempts to send a message; held and retried ones go again by themselves",
    labels: ["outcome"],
  },
  recado_graph_call_seconds: {
    type: "histogram",
    help: "Calls of Meta's Graph API",
    labels: ["call", "outcome"],
    bounds: SLOW,
  },
  recado_graph_errors_total: {
    type: "counter",
    help: "Refusals by Meta, by their code where it is a documented one",
    labels: ["code"],
  },
  recado_http_call_seconds: {
    type: "histogram",
    help: "Calls that flows make to addresses of their own",
    labels: ["outcome"],
    bounds: SLOW,
  },
  recado_media_total: {
    type: "counter",
    help: "Files fetched from Meta (in) and uploaded there (out), by what became of each attempt",
    labels: ["direction", "outcome"],
  },
  recado_realtime_events_total: {
    type: "counter",
    help: "Events for screens: sent, failed on the way, dropped for being too many or too late, refused as not fit, or joined to a newer one",
    labels: ["outcome"],
  },
  recado_pool_wait_seconds: {
    type: "histogram",
    help: "For how long a transaction waits for a database connection",
    labels: [],
    bounds: QUICK,
  },
} as const satisfies Readonly<Record<string, Series>>;

export type SeriesName = keyof typeof SERIES;
type NamesOf<Type extends Series["type"]> = {
  [Name in SeriesName]: (typeof SERIES)[Name]["type"] extends Type ? Name : never;
}[SeriesName];
export type CounterName = NamesOf<"counter">;
export type HistogramName = NamesOf<"histogram">;
export type LabelsOf<Name extends SeriesName> = Readonly<Record<(typeof SERIES)[Name]["labels"][number], string>>;

export const seriesOf = (name: SeriesName): Series => SERIES[name];
