import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { prettifyError } from "zod";
import { AppError } from "@/platform/errors";
import { closePool } from "@/platform/db/pool";
import { provideEnvironment } from "./local-environment.mjs";
import { provisionInput } from "./provision-input";
import { provisionOrganization, type Provisioned } from "./provision-organization";

// `npm run provision -- file.json`, or `-` for what comes through the pipe. Answers with one JSON object on stdout.

process.env["LOG_LEVEL"] = "silent"; // the log would stand among the answer

try {
  const provisioned = await provision(process.argv[2]);
  console.log(JSON.stringify(provisioned, null, 2));
} catch (error) {
  console.error(reasonOf(error));
  process.exitCode = 1;
}

async function provision(source: string | undefined): Promise<Provisioned> {
  if (source === undefined || source === "--help")
    throw new AppError("invalid", `Usage: npm run provision -- <file.json>, or - for stdin. ${SHAPE}`);
  const input = await readInput(source);
  const database = await provideEnvironment();
  try {
    return await provisionOrganization(input, (what) => console.error(`Note: ${what}`));
  } finally {
    await closePool();
    await database.release();
  }
}

async function readInput(source: string) {
  const name = source === "-" ? "stdin" : source;
  const written = await (source === "-" ? text(process.stdin) : readFile(source, "utf8"));
  const json = jsonIn(written, name);
  const parsed = provisionInput.safeParse(json);
  if (!parsed.success)
    throw new AppError("invalid", `${name} cannot be used:\n${prettifyError(parsed.error)}\n\n${SHAPE}`);
  for (const key of unknownKeys(json, parsed.data)) console.error(`Note: "${key}" is not known here and was not used.`);
  return parsed.data;
}

const SHAPE = `It holds:
{ "organization": { "name", "slug" },
  "owner"?: { "email", "password", "name" },
  "connection"?: { "name", "businessAccountId", "phoneNumberId", "displayPhoneNumber", "accessToken", "appId", "appSecret"?,
    "verifyToken"?, "phonePin"?, "shared"? },
  "secrets"?: { "<name>": "<value>" },
  "flows"?: [{ "name", "status": "Draft" | "Active" | "Inactive", "priority"?, "definition": { "nodes", "edges" } }] }`;

/** Keys that were written and not understood, by their paths. A definition keeps what it does not know. */
function unknownKeys(written: unknown, understood: unknown, path = ""): string[] {
  if (typeof written !== "object" || written === null || typeof understood !== "object" || understood === null)
    return [];
  return Object.entries(written).flatMap(([key, value]) => {
    if (!Object.hasOwn(understood, key)) return value === undefined ? [] : [path + key];
    if (key === "definition") return [];
    return unknownKeys(value, (understood as Record<string, unknown>)[key], `${path}${key}.`);
  });
}

function jsonIn(written: string, name: string): unknown {
  try {
    return JSON.parse(written);
  } catch (cause) {
    throw new AppError("invalid", `${name} is not JSON: ${cause instanceof Error ? cause.message : ""}`);
  }
}

/** A refusal in its words; anything else with where it came from. */
function reasonOf(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  if (error instanceof AppError) return error.message;
  const hasNoTables = "code" in error && error.code === "42P01";
  if (hasNoTables) return "The database has no tables yet: run `npm run migrate` first.";
  return "code" in error && error.code === "ENOENT" ? error.message : error.stack;
}
