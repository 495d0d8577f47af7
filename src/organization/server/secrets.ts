import type { Sql } from "@/platform/db/door";
import type { Database } from "@/platform/db/in-organization";
import { AppError } from "@/platform/errors";
import { newId } from "@/platform/id";
import { log } from "@/platform/log";
import { open, seal } from "@/platform/seal";
import { secretHint } from "../connection";
import { noteDeed, type Actor } from "./audit";

/** A secret as a browser may see it. */
export interface SecretView {
  readonly name: string;
  /** How it ends, or only that it is set; null when it does not open any more: its key is gone. */
  readonly hint: string | null;
  readonly updatedAt: Date;
}

const place = (id: string) => ({ table: "secrets", row: id, column: "value" });

export async function listSecrets(db: Database): Promise<SecretView[]> {
  const rows = await db.secret.findMany({ orderBy: { name: "asc" } });
  return rows.map(({ id, name, value, updatedAt }) => {
    const plain = openIfPossible({ id, name, value });
    return { name, hint: plain === null ? null : secretHint(plain), updatedAt };
  });
}

/** Null for one whose key is gone, or that was changed in the database: who needs it says so, and it can be set anew. */
function openIfPossible({ id, name, value }: { id: string; name: string; value: string }): string | null {
  try {
    return open(value, place(id));
  } catch (error) {
    log.error({ err: error, secret: name }, "A secret does not open");
    return null;
  }
}

/** Keeps a secret under a name, in place of what was kept there. */
export async function setSecret(
  db: Database,
  actor: Actor,
  { name, value }: { name: string; value: string },
): Promise<void> {
  const known = await db.secret.findFirst({ where: { name } });
  if (known && openIfPossible(known) === value) return;
  const id = known?.id ?? newId();
  const kept = { value: seal(value, place(id)), updatedAt: new Date() };
  const { organizationId } = actor;
  await db.secret
    .upsert({ where: { id }, create: { id, organizationId, name, ...kept }, update: kept })
    .catch(refuseTakenName);
  await noteDeed(db, actor, { action: "secret.set", subject: id, detail: { secrets: [name] } });
}

export async function removeSecret(db: Database, actor: Actor, name: string): Promise<void> {
  const known = await db.secret.findFirst({ where: { name }, select: { id: true } });
  if (!known) throw new AppError("not-found", "There is no such secret.");
  await db.secret.delete({ where: { id: known.id } });
  await noteDeed(db, actor, { action: "secret.remove", subject: known.id, detail: { secrets: [name] } });
}

/** Those of these names that there are, in the clear; null for one that does not open. Behind the caller's door: only its own. */
export async function openSecretsOf(sql: Sql, names: readonly string[]): Promise<ReadonlyMap<string, string | null>> {
  if (names.length === 0) return new Map();
  const rows = await sql.query<{ id: string; name: string; value: string }>(
    "select id, name, value from secrets where name = any($1::text[])",
    [names],
  );
  return new Map(rows.map((row) => [row.name, openIfPossible(row)]));
}

/** Two people add it at once. */
function refuseTakenName(error: unknown): never {
  const isUnique = error instanceof Error && "code" in error && error.code === "P2002";
  if (!isUnique) throw error;
  throw new AppError("conflict", "Somebody has just added a secret of this name. Try again.");
}
