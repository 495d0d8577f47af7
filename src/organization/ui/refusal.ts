import type { TRPCClientErrorLike } from "@trpc/client";
import type { Root } from "@/trpc/root";

/** Why something was not saved. */
export interface Refusal {
  /** What is wrong with a field, by its name: the end of its path. */
  readonly fields: Readonly<Record<string, string>>;
  /** What is wrong with the whole, when no field is to blame. */
  readonly whole: string | null;
}

export function refusalIn(error: TRPCClientErrorLike<Root> | null): Refusal | null {
  if (!error) return null;
  const problems = error.data?.problems ?? [];
  const fields = Object.fromEntries(problems.map(({ path, message }) => [path.split(".").at(-1) ?? "", message]));
  return { fields, whole: problems.length === 0 ? error.message : null };
}
