import type { User } from "@/trpc/init";
import { identify } from "./identify";
import { currentClaim } from "./session-claim";

/** Who asks, as the database says now. For server components and route handlers outside tRPC. */
export async function currentUser(): Promise<User | null> {
  const claim = await currentClaim();
  const identity = claim && (await identify(claim, null));
  return identity?.user ?? null;
}
