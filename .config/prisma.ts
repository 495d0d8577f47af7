import { defineConfig } from "prisma/config";

// `generate` needs no database; `migrate` reads the address like `npm run migrate` does.
const url = process.env["DIRECT_DATABASE_URL"] ?? process.env["DATABASE_URL"] ?? "postgresql://127.0.0.1:1/none";

export default defineConfig({
  schema: "../prisma/schema.prisma",
  migrations: { path: "../prisma/migrations" },
  datasource: { url },
});
