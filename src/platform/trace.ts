import { env } from "./env";
import { log } from "./log";
import type { Tracing } from "./trace-export";

type Attributes = Readonly<Record<string, string | number | boolean | null | undefined>>;

export interface Traced {
  readonly name: string;
  readonly kind?: "server" | "client" | "producer" | "consumer";
  /** Ids and kinds, never contents. */
  readonly attributes?: Attributes;
  /** The span it follows, of this process or another one, as a `traceparent` header; unless given, the one around it. */
  readonly parent?: string | null | undefined;
  /** When it began, if that was before; epoch milliseconds. */
  readonly since?: number;
}

export type Note = (attributes: Attributes) => void;

// One per process, though the front and Next load this file each on its own. Null: nobody collects traces.
const shared = globalThis as typeof globalThis & {
  recadoTracing?: Tracing | null;
  recadoTracingBegins?: Promise<void> | undefined;
};

/** Where spans go, by OpenTelemetry's own variables. https://opentelemetry.io/docs/specs/otel/protocol/exporter/ */
function endpoint(): string | null {
  const { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: own, OTEL_EXPORTER_OTLP_ENDPOINT: base } = env();
  return own ?? (base ? `${base.replace(/\/+$/, "")}/v1/traces` : null);
}

/** Does `work` as a span. Without an endpoint it is just done, and nothing of OpenTelemetry is loaded. */
export function traced<T>(span: Traced, work: (note: Note) => Promise<T>): Promise<T> {
  const tracing = shared.recadoTracing;
  if (tracing === null) return work(ignore);
  if (tracing) return tracing.run(span, work);
  const url = endpoint();
  if (url !== null) return begin(url).then(() => traced(span, work));
  shared.recadoTracing = null;
  return work(ignore);
}

const ignore: Note = () => undefined;

const begin = (url: string): Promise<void> =>
  (shared.recadoTracingBegins ??= import("./trace-export")
    .then(({ startTracing }) => {
      const { OTEL_EXPORTER_OTLP_HEADERS: headers, OTEL_SERVICE_NAME: service } = env();
      shared.recadoTracing = startTracing({ url, headers, service });
    })
    .catch((error: unknown) => {
      log.error({ err: error }, "Traces can not be collected");
      shared.recadoTracing = null;
    }));

/** The span around this, for who continues it elsewhere; null when nobody collects traces. */
export const traceparent = (): string | null => shared.recadoTracing?.traceparent() ?? null;

/** Sends what has ended. Never rejects, and takes no longer than 3 s. */
export const flushTraces = async (): Promise<void> => shared.recadoTracing?.flush();
