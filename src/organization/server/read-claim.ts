import type { NextRequest } from "next/server";
import { getToken } from "next-auth/jwt";
import { z } from "zod";
import { env } from "@/platform/env";
import type { Claim } from "./identify";

const claim = z.object({ userId: z.string(), sessionVersion: z.int() });

/** What the request's session cookie says, if it is one of ours and still fresh. */
export async function readClaim(cookies: Pick<NextRequest["cookies"], "getAll">): Promise<Claim | null> {
  const { AUTH_SECRET, APP_URL } = env();
  const token = await getToken({
    req: { cookies, headers: new Headers() } as unknown as NextRequest,
    secret: AUTH_SECRET,
    secureCookie: APP_URL.startsWith("https:"),
  });
  return claim.safeParse(token).data ?? null;
}
