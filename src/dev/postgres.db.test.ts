import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync } from "node:fs";
import { readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { afterAll, afterEach, expect, test } from "vitest";
import { isAlive } from "./is-alive.mjs";
import { startPostgres } from "./postgres.mjs";

const dir = mkdtempSync(path.join(tmpdir(), "recado-postgres-")); // closed to everybody else, as mktemp makes it
const others: ChildProcess[] = [];

afterEach(() => {
  for (const other of others.splice(0)) other.kill("SIGKILL");
});
afterAll(async () => {
  await (await startPostgres(dir)).stop();
  await rm(dir, { recursive: true });
});

const PROGRAM = `
  const { startPostgres } = await import(process.argv[1]);
  await startPostgres(process.argv[2]);
  console.log("ready");
  setInterval(() => {}, 1000);
`;

/** Another process that uses the server. */
async function otherProcess(): Promise<ChildProcess> {
  const args = ["--input-type=module", "-e", PROGRAM, path.resolve("src/dev/postgres.mjs"), dir];
  const other = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  others.push(other);
  await once(other.stdout, "data");
  return other;
}

const serverPid = async () => Number((await readFile(path.join(dir, "data/postmaster.pid"), "utf8")).split("\n")[0]);

async function ask<T>(url: string, question: string): Promise<T | undefined> {
  const client = new pg.Client(url);
  await client.connect();
  const { rows } = await client.query<{ answer: T }>(`select (${question}) as answer`);
  await client.end();
  return rows[0]?.answer;
}

test("the app's login is no superuser, and may make roles and databases", async () => {
  const server = await startPostgres(dir);
  const rights = "select array[rolsuper, rolcreaterole, rolcreatedb] from pg_roles where rolname = current_user";
  expect(await ask(server.url, rights)).toEqual([false, true, true]);
  await server.stop();
});

test("processes that start at the same time share one server, and the last to leave stops it", async () => {
  const [mine] = await Promise.all([startPostgres(dir), otherProcess(), otherProcess()]);
  const pid = await serverPid();
  await mine.stop();
  expect(isAlive(pid)).toBe(true);

  const again = await startPostgres(dir);
  expect(again.started).toBe(false);
  for (const other of others.splice(0)) {
    other.kill("SIGKILL");
    await once(other, "exit");
  }
  await again.stop();
  await expect.poll(() => isAlive(pid)).toBe(false);
});

test("it starts again, with what was committed, after the server and its user were killed", async () => {
  const other = await otherProcess();
  const { url } = await startPostgres(dir);
  const client = new pg.Client(url);
  client.on("error", () => undefined);
  await client.connect();
  await client.query("create table kept (id int); insert into kept values (7)");
  process.kill(await serverPid(), "SIGKILL");
  other.kill("SIGKILL");
  const after = await startPostgres(dir);
  expect(await ask(after.url, "select id from kept")).toBe(7);
  await after.stop();
});

test("nobody without its password gets in, not even from this machine", async () => {
  const server = await startPostgres(dir);
  const url = Object.assign(new URL(server.url), { username: "postgres", password: "" }).href;
  await expect(ask(url, "select 1")).rejects.toThrow(/password/);
  await server.stop();
});
