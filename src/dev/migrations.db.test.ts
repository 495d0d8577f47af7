import { afterEach, beforeEach, expect, test } from "vitest";
import { applyMigrations } from "./apply-migrations.mjs";
import { createBareDatabase, type TestDatabase } from "./database";
import { runPrisma } from "./prisma.mjs";

const PRISMA_STARTS_SLOWLY = 60_000;

let database: TestDatabase;
beforeEach(async () => {
  database = await createBareDatabase();
});
afterEach(() => database.drop());

const prisma = (...args: string[]) =>
  runPrisma(["migrate", ...args], { env: { DATABASE_URL: database.url, DIRECT_DATABASE_URL: database.url } });

test(
  "the schema and the migrations say the same",
  async () => {
    // The diff is empty also where it could not look: its words say that it did.
    const { ok, output } = await prisma(
      ...["diff", "--from-migrations", "prisma/migrations", "--to-schema", "prisma/schema.prisma", "--exit-code"],
    );
    expect(output).toContain("No difference detected");
    expect(ok).toBe(true);
  },
  PRISMA_STARTS_SLOWLY,
);

test(
  "what prisma migrate deploy has applied, npm run migrate has nothing to add to",
  async () => {
    const { output } = await prisma("deploy");
    expect(output).toContain("All migrations have been successfully applied");
    expect(await applyMigrations(database.url)).toEqual([]);
  },
  PRISMA_STARTS_SLOWLY,
);

test(
  "what npm run migrate has applied, Prisma takes for its own",
  async () => {
    expect(await applyMigrations(database.url)).not.toEqual([]);
    const { output } = await prisma("status");
    expect(output).toContain("Database schema is up to date");
  },
  PRISMA_STARTS_SLOWLY,
);
