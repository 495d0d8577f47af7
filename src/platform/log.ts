import pino from "pino";
import { env } from "./env";
import { logFields } from "./log-fields";
import { scrub } from "./scrub";
import type { Tracing } from "./trace-export";

const SECRET_KEYS = [
  "accessToken",
  "appSecret",
  "verifyToken",
  "phonePin",
  "password",
  "token",
  "secret",
  "authorization",
];
const PRIVATE_KEYS = ["text", "content", "phone", "waId", "to", "from", "body", "payload"];

const paths = (keys: readonly string[]) => keys.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]);

/** Keeps the last four digits of a phone number; anything else private is only said to be there. */
function mask(value: unknown, path: readonly string[]): unknown {
  const key = path.at(-1) ?? "";
  if (SECRET_KEYS.includes(key)) return "***";
  return typeof value === "string" && /^\+?\d{6,20}$/.test(value) ? `…${value.slice(-4)}` : "[private]";
}

/** An error without the values that stand in and beside it: a refused row's phone number, a text that is no JSON. */
function describe(error: unknown): object {
  if (!(error instanceof Error)) return { message: scrub(String(error)) };
  const { name, message, stack = "", cause } = error;
  const known = ["code", "constraint", "table", "column"].flatMap((field) =>
    field in error ? [[field, (error as unknown as Record<string, unknown>)[field]] as const] : [],
  );
  const frames = stack.split("\n").filter((line) => /^\s+at /.test(line));
  return {
    name,
    message: scrub(message),
    stack: frames.join("\n"),
    ...Object.fromEntries(known),
    ...(cause !== undefined && { cause: describe(cause) }),
  };
}

function create(): pino.Logger {
  const level = env().LOG_LEVEL;
  const hidden = level === "trace" ? paths(SECRET_KEYS) : paths([...SECRET_KEYS, ...PRIVATE_KEYS]);
  return pino({
    level,
    redact: { paths: hidden, censor: mask },
    serializers: { err: describe },
    mixin: around,
    formatters: { log: scrubbed },
  });
}

/** Reasons that others gave can quote what they were asked, as an address does that is signed. */
const scrubbed = (fields: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [key, typeof value === "string" ? scrub(value) : value]),
  );

/** Whose work it is, and the trace it is part of. */
function around(): object {
  const trace = shared.recadoTracing?.traceparent()?.split("-")[1];
  return { ...logFields(), ...(trace !== undefined && { traceId: trace }) };
}

const shared = globalThis as { recadoTracing?: Tracing | null };

let logger: pino.Logger | undefined;

/** Structured lines with ids, never with contents: secrets, texts and phone numbers are masked by their key. */
export const log = {
  error: (fields: object, message: string) => (logger ??= create()).error(fields, message),
  warn: (fields: object, message: string) => (logger ??= create()).warn(fields, message),
  info: (fields: object, message: string) => (logger ??= create()).info(fields, message),
  debug: (fields: object, message: string) => (logger ??= create()).debug(fields, message),
};
