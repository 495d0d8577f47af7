import type { Fix } from "./fix";

/** Something a person who publishes a flow should know. Errors keep it from being published. */
export interface Finding {
  readonly code: string;
  readonly severity: "error" | "warning";
  readonly nodeId?: string;
  readonly edgeId?: string;
  /** Which of the node's data it is about. */
  readonly key?: string;
  readonly message: string;
  /** Where one repair is the obvious one. */
  readonly fix?: Fix;
}

/** A finding in one node's data; the linter knows whose. */
export interface DataFinding extends Pick<Finding, "code" | "severity" | "message"> {
  /** Where in the data, if it is there. */
  readonly key?: string;
  /** What would be right at that key. */
  readonly better?: { readonly label: string; readonly value: string };
}

export const error = (code: string, message: string): DataFinding => ({ code, severity: "error", message });
export const warning = (code: string, message: string): DataFinding => ({ code, severity: "warning", message });
