import { existsSync } from "node:fs";
import path from "node:path";

/** Where this machine's own deployment keeps its database and keys. */
export const dataDir = () => path.resolve(process.env["RECADO_DATA_DIR"] || ".data");

/** Reads `.env`, where there is one. What is already set stays. */
export function loadDotEnv() {
  if (existsSync(".env")) process.loadEnvFile(".env");
}
