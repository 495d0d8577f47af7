import { z } from "zod";

const text = z.string().trim().min(1);
const flag = z.enum(["0", "1"]).transform((value) => value === "1");
const port = z.coerce.number().int().min(0).max(65_535);

const KEY = /^[A-Za-z0-9_-]{1,16}:[A-Za-z0-9+/]{43}=$/;
const encryptionKeys = text
  .refine((value) => value.split(",").every((key) => KEY.test(key.trim())), {
    message: 'expected "id:base64" pairs separated by commas, each key 32 bytes',
  })
  .transform((value) =>
    value.split(",").map((key) => {
      const [id = "", bytes = ""] = key.trim().split(":");
      return { id, bytes: Buffer.from(bytes, "base64") };
    }),
  );

const HOST = /^(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(:\d{1,5})?$/;
const hosts = z
  .string()
  .default("")
  .transform((value) =>
    value
      .toLowerCase()
      .split(",")
      .map((host) => host.trim())
      .filter(Boolean),
  )
  .refine((names) => names.every((host) => HOST.test(host)), {
    message: 'expected hosts or "host:port" separated by commas',
  });

const HEADER = /^\s*([\w-]+)\s*=\s*([^,]*?)\s*$/;
const headers = z
  .string()
  .default("")
  .transform((value) => value.split(",").filter((pair) => pair.trim() !== ""))
  .refine((pairs) => pairs.every((pair) => HEADER.test(pair) && isEncoded(pair)), {
    message: 'expected "name=value" pairs separated by commas, values percent-encoded',
  })
  .transform((pairs) =>
    Object.fromEntries(
      pairs.map((pair) => {
        const [, name = "", value = ""] = HEADER.exec(pair) ?? [];
        return [name, decodeURIComponent(value)];
      }),
    ),
  );

function isEncoded(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

/** Every variable there is, as `.env.example` lists them. Empty means not set. */
const variables = z.object({
  DATABASE_URL: text.optional(),
  DIRECT_DATABASE_URL: text.optional(),
  PORT: port.default(3000),
  HOST: text.default("127.0.0.1"),
  APP_URL: z.url().optional(),
  AUTH_SECRET: text.optional(),
  ENCRYPTION_KEYS: encryptionKeys.optional(),
  PUSHER_APP_ID: text.optional(),
  PUSHER_KEY: text.optional(),
  PUSHER_SECRET: text.optional(),
  PUSHER_CLUSTER: text.optional(),
  PUSHER_HOST: text.optional(),
  PUSHER_PORT: port.optional(),
  PUSHER_TLS: flag.default(true),
  META_GRAPH_URL: z.url().default("https://graph.facebook.com"),
  META_GRAPH_VERSION: z
    .string()
    .regex(/^v\d+\.\d+$/)
    .default("v26.0"),
  DEFAULT_WEBHOOK_VERIFY_TOKEN: text.optional(),
  DEFAULT_WEBHOOK_SECRET: text.optional(),
  CRON_SECRET: text.optional(),
  METRICS_TOKEN: text.optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url().optional(),
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: z.url().optional(),
  OTEL_EXPORTER_OTLP_HEADERS: headers,
  OTEL_SERVICE_NAME: text.default("recado"),
  LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"]).default("info"),
  WORKER_CONCURRENCY: z.coerce.number().int().min(1).max(500).default(20),
  RECADO_DATA_DIR: text.default(".data"),
  RECADO_EMBEDDED_WORKER: flag.default(false),
  RECADO_DRAIN: z.enum(["after", "off"]).optional(),
  HTTP_ALLOW_HOSTS: hosts,
  EVENTS_KEPT_DAYS: z.coerce.number().int().min(8).max(36_500).default(90),
  MEDIA_MAX_MIB: z.coerce.number().int().min(1).max(100).default(25),
  MEDIA_KEPT_DAYS: z.coerce.number().int().min(1).max(36_500).default(30),
  MEDIA_ORGANIZATION_MIB: z.coerce.number().int().min(100).default(2048),
  TRUSTED_PROXY_HOPS: z.coerce.number().int().min(0).default(0),
  SMTP_URL: text.optional(),
  MAIL_FROM: text.optional(),
  SIGN_UP: flag.default(false),
  OIDC_ISSUER: text.optional(),
  OIDC_CLIENT_ID: text.optional(),
  OIDC_CLIENT_SECRET: text.optional(),
  VERCEL: text.optional(),
  NODE_ENV: z.enum(["development", "production", "test"]).default("production"),
});

/** What `serve` and `worker` can not run without. */
const REQUIRED = [
  "DATABASE_URL",
  "APP_URL",
  "AUTH_SECRET",
  "ENCRYPTION_KEYS",
  "PUSHER_APP_ID",
  "PUSHER_KEY",
  "PUSHER_SECRET",
] as const;

type Variables = z.infer<typeof variables>;
export type Env = Variables & { readonly [name in (typeof REQUIRED)[number]]: NonNullable<Variables[name]> };

/** The environment as values, or every name that is missing or wrong with the reason. Never repeats a value: it may be a secret. */
export function readEnv(
  source: Readonly<Record<string, string | undefined>>,
): { ok: true; env: Env } | { ok: false; problems: readonly string[] } {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ""));
  const parsed = variables.safeParse(given);
  const wrong = parsed.success ? [] : parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
  const missing: string[] = REQUIRED.filter((name) => !(name in given)).map((name) => `${name}: missing`);
  if (!("PUSHER_CLUSTER" in given) && !("PUSHER_HOST" in given)) missing.push("PUSHER_CLUSTER or PUSHER_HOST: missing");
  const problems = [...missing, ...wrong];
  if (!parsed.success || problems.length > 0) return { ok: false, problems };
  return { ok: true, env: parsed.data as Env };
}

let current: Env | undefined;

/** The environment of this process, read once. Throws the whole list of what is missing or wrong. */
export function env(): Env {
  if (current) return current;
  const read = readEnv(process.env);
  if (!read.ok)
    throw new Error(`The environment is not complete:\n${read.problems.map((line) => `  ${line}`).join("\n")}`);
  current = read.env;
  // next-auth reads these two itself.
  process.env["NEXTAUTH_URL"] = current.APP_URL;
  process.env["NEXTAUTH_SECRET"] = current.AUTH_SECRET;
  return current;
}

/** The same at the start of a process: what is missing or wrong is one list on stderr, and exit code 1. */
export function envOrExit(program: string): Env {
  const read = readEnv(process.env);
  if (read.ok) return env();
  process.stderr.write(`${program} can not start:\n${read.problems.map((line) => `  ${line}\n`).join("")}`);
  process.exit(1);
}
