import { PrismaPg } from "@prisma/adapter-pg";
import { PrismaClient } from "./generated/client";
import { pool } from "./pool";

const shared = globalThis as typeof globalThis & { recadoPrisma?: PrismaClient };

/** Prisma on the process's one pool. Only the doors hold it. */
export const prisma = (): PrismaClient => (shared.recadoPrisma ??= new PrismaClient({ adapter: new PrismaPg(pool()) }));
