import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { applyMigrations } from "./apply-migrations.mjs";
import { createBareDatabase, type TestDatabase } from "./database";

let database: TestDatabase;
let folder: string;

beforeEach(async () => {
  database = await createBareDatabase();
  folder = await mkdtemp(path.join(tmpdir(), "recado-migrations-"));
});
afterEach(async () => {
  await database.drop();
  await rm(folder, { recursive: true });
});

async function write(name: string, sql: string): Promise<void> {
  await mkdir(path.join(folder, name), { recursive: true });
  await writeFile(path.join(folder, name, "migration.sql"), sql);
}

const apply = () => applyMigrations(database.url, folder);

async function tables(): Promise<string[]> {
  const client = new pg.Client(database.url);
  await client.connect();
  const { rows } = await client.query<{ tablename: string }>(
    "select tablename from pg_tables where schemaname = 'public'",
  );
  await client.end();
  return rows.map((row) => row.tablename).filter((name) => name !== "_prisma_migrations");
}

test("migrations are applied in the order of their names, each once", async () => {
  await write("0002_more", "alter table letters add column body text;");
  await write("0001_letters", "create table letters (id int);");
  expect(await apply()).toEqual(["0001_letters", "0002_more"]);
  expect(await apply()).toEqual([]);
});

test("several at once apply each migration once between them", async () => {
  await write("0001_letters", "create table letters (id int); select pg_sleep(0.1);");
  await write("0002_stamps", "create table stamps (id int);");
  const applied = await Promise.all([apply(), apply(), apply()]);
  expect(applied.flat().sort()).toEqual(["0001_letters", "0002_stamps"]);
});

test("a migration that fails leaves nothing behind, says where, and may be tried again", async () => {
  await write("0001_letters", "create table letters (id int);\nselect nothing from letters;");
  await expect(apply()).rejects.toThrow(
    'Migration 0001_letters failed and left nothing behind: column "nothing" does not exist (line 2)',
  );
  expect(await tables()).toEqual([]);
  await write("0001_letters", "create table letters (id int);");
  expect(await apply()).toEqual(["0001_letters"]);
  expect(await tables()).toEqual(["letters"]);
});

test("a migration that was changed after it was applied is refused", async () => {
  await write("0001_letters", "create table letters (id int);");
  await apply();
  await write("0001_letters", "create table letters (id bigint);");
  await expect(apply()).rejects.toThrow("0001_letters was changed after it was applied");
});

test("a database that is away is one sentence without its password", async () => {
  const away = applyMigrations("postgresql://someone:hidden@127.0.0.1:1/none", folder);
  await expect(away).rejects.toThrow(/^The database at 127\.0\.0\.1:1 does not let us in: (?!.*hidden)/);
});
