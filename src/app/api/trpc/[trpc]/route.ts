import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { contextFor } from "@/organization/server/identify";
import { currentClaim } from "@/organization/server/session-claim";
import { root } from "@/trpc/root";
import { afterwards } from "@/work/afterwards";

export const maxDuration = 60;

async function handle(request: Request): Promise<Response> {
  const response = await fetchRequestHandler({
    endpoint: "/api/trpc",
    req: request,
    router: root,
    createContext: async () => contextFor(await currentClaim()),
  });
  if (request.method === "POST" && response.ok) afterwards();
  return response;
}

export { handle as GET, handle as POST };
