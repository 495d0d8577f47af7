import { applyMigrations } from "./apply-migrations.mjs";
import { provideDatabase } from "./local-environment.mjs";

// `npm run migrate`: runs on what `npm ci --omit=dev` installs.
try {
  const database = await provideDatabase();
  try {
    // Migrations want the direct address where the other one is a pooler's.
    const url = process.env["DIRECT_DATABASE_URL"] || process.env["DATABASE_URL"] || "";
    const applied = await applyMigrations(url);
    console.log(applied.length > 0 ? `Applied ${applied.join(", ")}.` : "The database is up to date.");
  } finally {
    await database.release();
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
