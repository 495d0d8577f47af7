import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { contextFor } from "@/organization/server/identify";
import { currentClaim } from "@/organization/server/session-claim";
import { root } from "@/trpc/root";

const handle = (request: Request) =>
  fetchRequestHandler({
    endpoint: "/api/trpc",
    req: request,
    router: root,
    createContext: async () => contextFor(await currentClaim()),
  });

export { handle as GET, handle as POST };
