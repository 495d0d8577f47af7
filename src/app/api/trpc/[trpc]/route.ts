import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import type { NextRequest } from "next/server";
import { contextFor } from "@/organization/server/identify";
import { readClaim } from "@/organization/server/read-claim";
import { root } from "@/trpc/root";

const handle = (request: NextRequest) =>
  fetchRequestHandler({
    endpoint: "/api/trpc",
    req: request,
    router: root,
    createContext: async () => contextFor(await readClaim(request.cookies)),
  });

export { handle as GET, handle as POST };
