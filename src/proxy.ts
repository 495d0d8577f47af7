import { NextResponse, type NextRequest } from "next/server";
import { readClaim } from "@/organization/server/session-claim";
import { env } from "@/platform/env";
import { securityHeaders } from "@/platform/security-headers";

export const config = {
  // Pages only: not the API, not Meta's callback, not the health check, not the icon. A dot makes no file: `/acme/inbox/a.b`.
  matcher: ["/((?!api/|_next/|webhook$|webhook/|health$|icon.svg$|favicon.ico$).*)"],
};

/** Sends strangers to the sign-in page, and every page with its security headers. */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  const nonce = crypto.randomUUID();
  const headers = securityHeaders(nonce, env());
  const stranger = request.nextUrl.pathname !== "/sign-in" && !(await readClaim(request.cookies));
  const response = stranger ? askToSignIn(request) : passOn(request, { ...headers, "x-nonce": nonce });
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
  return response;
}

function askToSignIn({ url, nextUrl: { pathname, search } }: NextRequest): NextResponse {
  const signIn = new URL("/sign-in", url);
  if (pathname !== "/") signIn.searchParams.set("next", pathname + search);
  return NextResponse.redirect(signIn);
}

/** Next reads the nonce from the request's policy and puts it on its own scripts. */
function passOn(request: NextRequest, added: Readonly<Record<string, string>>): NextResponse {
  const headers = new Headers(request.headers);
  for (const [name, value] of Object.entries(added)) headers.set(name, value);
  return NextResponse.next({ request: { headers } });
}
