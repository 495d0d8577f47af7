import { randomUUID } from "node:crypto";
import { hash, verify } from "@node-rs/argon2";

/** Argon2id with the package's own costs (19 MiB, 2 passes): OWASP's first choice. */
export const hashPassword = (password: string): Promise<string> => hash(password);

let nobodys: Promise<string> | undefined;

/** Whether the password fits. Without a hash, as for an unknown account, it takes as long to say no. */
export async function passwordFits(passwordHash: string | null, password: string): Promise<boolean> {
  const decoy = await (nobodys ??= hash(randomUUID()));
  const fits = await verify(passwordHash ?? decoy, password);
  return fits && passwordHash !== null;
}
