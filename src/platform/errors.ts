export type AppErrorCode =
  | "not-found" // also when it is another organization's
  | "not-allowed"
  | "conflict"
  | "invalid"
  | "window-closed"
  | "not-connected"
  | "too-many"
  | "unavailable";

/** A refusal at the edge, in words for the person who asked. */
export class AppError extends Error {
  readonly code: AppErrorCode;
  constructor(code: AppErrorCode, message: string) {
    super(message);
    this.name = "AppError";
    this.code = code;
  }
}
