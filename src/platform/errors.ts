export type AppErrorCode =
  | "not-found" // also when it is another organization's
  | "not-allowed"
  | "conflict"
  | "invalid"
  | "window-closed"
  | "not-connected"
  | "too-many"
  | "unavailable";

/** One thing that is wrong with what was given. */
export interface InputProblem {
  /** Where in it: `nodes[2].data.text`. */
  readonly path: string;
  readonly message: string;
  /** The id of the part that is wrong, where parts have ids. */
  readonly about?: string;
}

/** A refusal at the edge, in words for the person who asked. */
export class AppError extends Error {
  readonly code: AppErrorCode;
  readonly problems: readonly InputProblem[];
  constructor(code: AppErrorCode, message: string, problems: readonly InputProblem[] = []) {
    super(message);
    this.name = "AppError";
    this.code = code;
    this.problems = problems;
  }
}
