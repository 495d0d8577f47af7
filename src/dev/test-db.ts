import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { applyMigrations } from "./apply-migrations.mjs";
import { dataDir } from "./data-dir.mjs";
import { startPostgres } from "./postgres.mjs";

declare module "vitest" {
  interface ProvidedContext {
    /** A login that may create databases, and a database with every migration to clone. */
    postgres: { url: string; template: string };
  }
}

const MIGRATIONS = "prisma/migrations";

// What a test writes need not survive the machine.
const UNSAFE_AND_FAST = { fsync: "off", synchronous_commit: "off", full_page_writes: "off" };

/** Vitest calls this once before all files of a project. TEST_DATABASE_URL runs the same tests on another server. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env["TEST_DATABASE_URL"];
  const server = given
    ? { url: given, started: false, stop: async () => {} }
    : await startPostgres(path.join(dataDir(), "test"), UNSAFE_AND_FAST);
  const admin = new pg.Client(server.url);
  await admin.connect();
  try {
    await refuseSuperuser(admin);
    if (server.started) await dropLeftovers(admin);
    project.provide("postgres", { url: server.url, template: await migratedTemplate(admin, server.url) });
  } finally {
    await admin.end();
  }
  return server.stop;
}

/** Databases of runs that were killed, and templates of other migrations: with the server just started, nobody uses them. */
async function dropLeftovers(admin: pg.Client): Promise<void> {
  const { rows } = await admin.query<{ datname: string }>(
    String.raw`select datname from pg_database where datname like 'recado\_t%' and datname <> $1`,
    [await templateName()],
  );
  for (const { datname } of rows) await admin.query(`drop database "${datname}"`);
}

/** Made under another name and renamed when complete, so that one that was cut short is never cloned. */
async function migratedTemplate(admin: pg.Client, url: string): Promise<string> {
  const template = await templateName();
  const draft = `${template}_draft`;
  await admin.query("select pg_advisory_lock(hashtext($1))", [template]);
  const { rowCount } = await admin.query("select from pg_database where datname = $1", [template]);
  if (rowCount === 0) {
    await admin.query(`drop database if exists "${draft}"`);
    await admin.query(`create database "${draft}"`);
    await applyMigrations(Object.assign(new URL(url), { pathname: draft }).href, MIGRATIONS);
    await admin.query(`alter database "${draft}" rename to "${template}"`);
  }
  return template;
}

async function templateName(): Promise<string> {
  const hash = createHash("sha256");
  const names = (await readdir(MIGRATIONS, { recursive: true })).filter((name) => name.endsWith(".sql")).sort();
  for (const name of names) hash.update(name).update(await readFile(path.join(MIGRATIONS, name)));
  return `recado_template_${hash.digest("hex").slice(0, 12)}`;
}

async function refuseSuperuser(admin: pg.Client): Promise<void> {
  const { rowCount } = await admin.query("select from pg_roles where rolname = current_user and rolsuper");
  if (rowCount !== 0)
    throw new Error("TEST_DATABASE_URL names a superuser: row security does not hold for one. Give a plain login.");
}
