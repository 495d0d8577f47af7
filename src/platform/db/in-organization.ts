import { prisma } from "./client";
import { ENTER, enter, entering, transaction, type Sql } from "./door";
import type { Prisma } from "./generated/client";

export type Database = Prisma.TransactionClient;

/** A short transaction that sees and changes one organization's rows and nobody else's. No network call inside. */
export function inOrganization<T>(organizationId: string, work: (db: Database) => Promise<T>): Promise<T> {
  const [role, organization] = entering({ role: "recado_tenant", organizationId });
  return enter(() =>
    prisma().$transaction(async (db) => {
      await db.$queryRawUnsafe(ENTER, role, organization);
      return work(db);
    }),
  );
}

/** The same door for raw SQL: for what is written often, and for what the worker and the dashboard both write. */
export function sqlInOrganization<T>(organizationId: string, work: (sql: Sql) => Promise<T>): Promise<T> {
  return transaction({ role: "recado_tenant", organizationId }, work);
}
