import { PrismaPg } from "@prisma/adapter-pg";
import type pg from "pg";
import { PrismaClient } from "./generated/client";
import { pool } from "./pool";

const shared = globalThis as typeof globalThis & { recadoPrisma?: { readonly on: pg.Pool; client: PrismaClient } };

/** Prisma on the process's one pool, made anew when that was closed and opened again. Only the doors hold it. */
export function prisma(): PrismaClient {
  const on = pool();
  if (shared.recadoPrisma?.on !== on) {
    shared.recadoPrisma = { on, client: new PrismaClient({ adapter: new PrismaPg(on) }) };
  }
  return shared.recadoPrisma.client;
}
