import type { TRPCClientErrorLike } from "@trpc/client";
import type { Root } from "@/trpc/root";

/** What is wrong with what was sent, by the name of the field: the end of its path. */
export const inputProblems = (error: TRPCClientErrorLike<Root> | null): Readonly<Record<string, string>> =>
  Object.fromEntries(error?.data?.problems.map(({ path, message }) => [path.split(".").at(-1) ?? "", message]) ?? []);
