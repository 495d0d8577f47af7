import type { NextAuthOptions } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { z } from "zod";
import { asSystem } from "@/platform/db/as-system";
import { env } from "@/platform/env";
import { log } from "@/platform/log";
import { passwordFits } from "./password";

declare module "next-auth" {
  interface User {
    readonly sessionVersion: number;
  }
}

interface Account {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly sessionVersion: number;
}

const typed = z.object({ email: z.string().trim().toLowerCase().max(254), password: z.string().max(1000) });

/** Whose e-mail and password these are. Null, after the same time, for an unknown account and for a wrong password. */
export async function findAccount(credentials: unknown): Promise<Account | null> {
  const { data } = typed.safeParse(credentials);
  if (!data) return null;
  const [found] = await asSystem((sql) =>
    sql.query<Account & { passwordHash: string | null }>(
      `select id, name, email, session_version as "sessionVersion", password_hash as "passwordHash"
       from users where email = $1`,
      [data.email],
    ),
  );
  const fits = await passwordFits(found?.passwordHash ?? null, data.password);
  if (!found || !fits) return null;
  const { id, name, email, sessionVersion } = found;
  return { id, name, email, sessionVersion };
}

/** next-auth tells the browser the text of what is thrown here. */
const findAccountOrFail = (credentials: unknown): Promise<Account | null> =>
  findAccount(credentials).catch((error: unknown) => {
    log.error({ err: error }, "An account could not be looked up");
    throw new Error("unavailable");
  });

/** The session is a sealed cookie that says who signed in, and when to stop believing it (session-claim.ts). */
export const authOptions = (): NextAuthOptions => ({
  secret: env().AUTH_SECRET,
  session: { strategy: "jwt" },
  pages: { signIn: "/sign-in", signOut: "/sign-in", error: "/sign-in" },
  providers: [
    Credentials({
      credentials: { email: { label: "E-mail", type: "email" }, password: { label: "Password", type: "password" } },
      authorize: findAccountOrFail,
    }),
  ],
  callbacks: {
    jwt: ({ token, user }) => {
      const signingIn = user as Account | undefined;
      return signingIn ? { ...token, userId: signingIn.id, sessionVersion: signingIn.sessionVersion } : token;
    },
  },
  logger: {
    error: (code, metadata) => log.error({ err: metadata, code }, "Signing in or out failed"),
    warn: (code) => log.warn({ code }, "next-auth warns"),
    debug: () => undefined,
  },
});
