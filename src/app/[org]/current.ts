import { TRPCError } from "@trpc/server";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { currentClaim } from "@/organization/server/session-claim";
import { callAs } from "@/trpc/caller";

/** Who looks at which organization. Strangers are sent to sign in; what is not theirs is not there. */
export const current = cache(async (organization: string) => {
  const calls = callAs(await currentClaim()).organization;
  try {
    return { ...(await calls.current({ organization })), organizations: await calls.list() };
  } catch (error) {
    if (!(error instanceof TRPCError)) throw error;
    if (error.code === "UNAUTHORIZED") redirect("/sign-in");
    if (error.code === "NOT_FOUND" || error.code === "BAD_REQUEST") notFound();
    throw error;
  }
});
