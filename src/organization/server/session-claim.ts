import { cookies } from "next/headers";
import type { NextRequest } from "next/server";
import { getToken } from "next-auth/jwt";
import { z } from "zod";
import { env } from "@/platform/env";
import type { Claim } from "./identify";

const claim = z.object({ userId: z.guid(), sessionVersion: z.int() });

/** What the session cookie among these says, if it is one of ours and still fresh. */
export async function readClaim(from: Pick<NextRequest["cookies"], "getAll">): Promise<Claim | null> {
  const { AUTH_SECRET, APP_URL } = env();
  const token = await getToken({
    req: { cookies: from, headers: new Headers() } as unknown as NextRequest,
    secret: AUTH_SECRET,
    secureCookie: APP_URL.startsWith("https:"),
  });
  return claim.safeParse(token).data ?? null;
}

/** The same for the request that Next is answering: in server components and route handlers. */
export const currentClaim = async (): Promise<Claim | null> => readClaim(await cookies());
