import { TRPCError } from "@trpc/server";
import { ZodError, prettifyError } from "zod";
import { AppError, type AppErrorCode, type InputProblem } from "@/platform/errors";

const CODES = {
  "not-found": "NOT_FOUND",
  "not-allowed": "FORBIDDEN",
  conflict: "CONFLICT",
  invalid: "BAD_REQUEST",
  "window-closed": "PRECONDITION_FAILED",
  "not-connected": "PRECONDITION_FAILED",
  "too-many": "TOO_MANY_REQUESTS",
  unavailable: "SERVICE_UNAVAILABLE",
} as const satisfies Record<AppErrorCode, TRPCError["code"]>;

/** What a failed call is answered with: refusals in their own words, anything unforeseen without its text. */
export function translateError(error: TRPCError): TRPCError {
  const { cause } = error;
  if (cause instanceof AppError) return new TRPCError({ code: CODES[cause.code], message: cause.message, cause });
  if (error.code === "BAD_REQUEST" && cause instanceof ZodError) {
    return new TRPCError({ code: error.code, message: prettifyError(cause), cause });
  }
  if (error.code !== "INTERNAL_SERVER_ERROR") return error;
  return new TRPCError({ code: error.code, message: "Something went wrong on our side.", cause });
}

/** What is wrong with the input, one by one, for the form it came from. */
export function inputProblems({ code, cause }: TRPCError): readonly InputProblem[] {
  if (cause instanceof AppError) return cause.problems;
  if (code !== "BAD_REQUEST" || !(cause instanceof ZodError)) return [];
  return cause.issues.map((issue) => ({ path: issue.path.join("."), message: issue.message }));
}
