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
    drop: () => drop(url, name),
  };
}

const TRIES = 50;

/** Autovacuum may be at work in it, which only a superuser ends: it is done soon. */
async function drop(url: string, name: string): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      await once(url, `drop database "${name}" with (force)`);
      return;
    } catch (error) {
      const isDenied = error instanceof Error && "code" in error && error.code === "42501";
      if (!isDenied || tries >= TRIES) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
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
