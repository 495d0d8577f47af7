import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { authOptions } from "@/organization/server/auth";

interface Context {
  readonly params: Promise<{ readonly nextauth: string[] }>;
}

const handle = (request: NextRequest, context: Context): Promise<Response> =>
  NextAuth(request as never, context as never, authOptions()) as Promise<Response>;

export { handle as GET, handle as POST };
