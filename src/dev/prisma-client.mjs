import { statSync } from "node:fs";
import { runPrisma } from "./prisma.mjs";

/** Generates the Prisma client unless there is one that is younger than the schema. */
export async function ensurePrismaClient() {
  if (changedAt("src/platform/db/generated/client.ts") > changedAt("prisma/schema.prisma")) return;
  const { ok, output } = await runPrisma(["generate"]);
  if (!ok) throw new Error(`The Prisma client could not be generated.\n${output}`);
}

/** @param {string} file */
const changedAt = (file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
