import { ROOT_CONTEXT, SpanKind, SpanStatusCode, trace, type Context } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { resourceFromAttributes } from "@opentelemetry/resources";
import { BatchSpanProcessor, TracerProvider, type SpanExporter } from "@opentelemetry/sdk-trace";
import { log } from "./log";
import type { Note, Traced } from "./trace";

export interface Tracing {
  run<T>(span: Traced, work: (note: Note) => Promise<T>): Promise<T>;
  traceparent(): string | null;
  flush(): Promise<void>;
}

const PATIENCE_MS = 3_000;

const KINDS = {
  server: SpanKind.SERVER,
  client: SpanKind.CLIENT,
  producer: SpanKind.PRODUCER,
  consumer: SpanKind.CONSUMER,
} as const;

/**
 * Spans, sent in batches to a collector over OTLP/HTTP. Nothing is registered with OpenTelemetry's global interface: Next would
 * add spans of its own, whose addresses hold webhook keys.
 */
export function startTracing({
  url,
  headers,
  service,
}: {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly service: string;
}): Tracing {
  const contexts = new AsyncLocalStorageContextManager();
  const exporter = telling(new OTLPTraceExporter({ url, headers: { ...headers }, timeoutMillis: PATIENCE_MS }));
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ "service.name": service }),
    spanProcessors: [
      new BatchSpanProcessor({ exporter, scheduledDelayMillis: 1_000, exportTimeoutMillis: PATIENCE_MS }),
    ],
  });
  const tracer = provider.getTracer("recado");

  return {
    run({ name, kind, attributes = {}, parent, since }, work) {
      const around = contextOf(parent) ?? contexts.active();
      const startTime = since === undefined ? {} : { startTime: since };
      const span = tracer.startSpan(name, { ...(kind && { kind: KINDS[kind] }), ...startTime }, around);
      const note: Note = (more) => {
        for (const [key, value] of Object.entries(more))
          if (value !== null && value !== undefined) span.setAttribute(key, value);
      };
      note(attributes);
      return contexts.with(trace.setSpan(around, span), async () => {
        try {
          return await work(note);
        } catch (error) {
          // Its name only: a message may quote contents.
          span.setStatus({ code: SpanStatusCode.ERROR, message: error instanceof Error ? error.name : "Error" });
          throw error;
        } finally {
          span.end();
        }
      });
    },
    traceparent: () => {
      const context = trace.getSpanContext(contexts.active());
      return context ? `00-${context.traceId}-${context.spanId}-0${context.traceFlags & 1}` : null;
    },
    flush: () =>
      provider
        .forceFlush({ timeoutMillis: PATIENCE_MS })
        .catch((error: unknown) => log.warn({ err: error }, "Spans were not sent")),
  };
}

/** https://www.w3.org/TR/trace-context/#traceparent-header */
const TRACEPARENT = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/;

function contextOf(traceparent: string | null | undefined): Context | null {
  const [, traceId, spanId, flags] = TRACEPARENT.exec(traceparent ?? "") ?? [];
  if (traceId === undefined || spanId === undefined || flags === undefined) return null;
  return trace.setSpanContext(ROOT_CONTEXT, { traceId, spanId, traceFlags: parseInt(flags, 16) & 1, isRemote: true });
}

/** Says so when spans can not be sent: they are lost, and nothing waits for them. */
const telling = (exporter: OTLPTraceExporter): SpanExporter => ({
  export: (spans, done) =>
    exporter.export(spans, (result) => {
      if (result.error) log.warn({ err: result.error, spans: spans.length }, "Spans were not sent");
      done(result);
    }),
  shutdown: () => exporter.shutdown(),
  forceFlush: () => exporter.forceFlush(),
});
