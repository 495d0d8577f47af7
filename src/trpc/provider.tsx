"use client";

import { QueryClientProvider, type QueryClient } from "@tanstack/react-query";
import { createTRPCClient, httpBatchLink } from "@trpc/client";
import { createTRPCContext } from "@trpc/tanstack-react-query";
import { useState, type ReactNode } from "react";
import superjson from "superjson";
import { LARGEST_BATCH, LONGEST_ADDRESS } from "./batch";
import { makeQueryClient } from "./query-client";
import type { Root } from "./root";

const { TRPCProvider: RootProvider, useTRPC, useTRPCClient } = createTRPCContext<Root>();

export { useTRPC, useTRPCClient };

let inBrowser: QueryClient | undefined;

/** One cache for the browser's life; a new one for each render on the server, where people must not share. */
const queryClientHere = () => (typeof window === "undefined" ? makeQueryClient() : (inBrowser ??= makeQueryClient()));

export function TRPCProvider({ children }: { readonly children: ReactNode }) {
  const queryClient = queryClientHere();
  const [trpcClient] = useState(() =>
    createTRPCClient<Root>({
      links: [
        httpBatchLink({
          transformer: superjson,
          url: "/api/trpc",
          maxItems: LARGEST_BATCH,
          maxURLLength: LONGEST_ADDRESS,
        }),
      ],
    }),
  );
  return (
    <QueryClientProvider client={queryClient}>
      <RootProvider trpcClient={trpcClient} queryClient={queryClient}>
        {children}
      </RootProvider>
    </QueryClientProvider>
  );
}
