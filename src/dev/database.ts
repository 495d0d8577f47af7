import { randomBytes } from "node:crypto";
import pg from "pg";
import { inject } from "vitest";

export interface TestDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

/** A database with every migration and no rows, for one test or one file of tests. */
export const createTestDatabase = (): Promise<TestDatabase> => create(` template "${inject("postgres").template}"`);

/** A database with nothing in it. */
export const createBareDatabase = (): Promise<TestDatabase> => create("");

async function create(from: string): Promise<TestDatabase> {
  const { url } = inject("postgres");
  const name = `recado_test_${randomBytes(6).toString("hex")}`;
  await once(url, `create database "${name}"${from}`);
  return {
    url: Object.assign(new URL(url), { pathname: name }).href,
    drop: () => once(url, `drop database "${name}" with (force)`),
  };
}

async function once(url: string, statement: string): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
