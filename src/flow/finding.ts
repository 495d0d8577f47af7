/** Something a person who publishes a flow should know. Errors keep it from being published. */
export interface Finding {
  readonly code: string;
  readonly severity: "error" | "warning";
  readonly nodeId?: string;
  readonly edgeId?: string;
  readonly message: string;
}

/** A finding in one node's data; the linter knows whose. */
export type DataFinding = Pick<Finding, "code" | "severity" | "message">;

export const error = (code: string, message: string): DataFinding => ({ code, severity: "error", message });
export const warning = (code: string, message: string): DataFinding => ({ code, severity: "warning", message });
