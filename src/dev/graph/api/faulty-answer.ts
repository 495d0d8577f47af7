import type { CallFault } from "../faults";
import { metaError } from "./meta-error";
import type { Reply } from "./reply";

/** What a fault answers instead of doing what was asked; undefined when it is done all the same. */
export function faultyAnswer(fault: CallFault | undefined): Reply | undefined {
  if (fault?.kind === "error") return metaError(fault);
  if (fault?.kind === "empty") return { status: fault.status };
  return fault?.kind === "cut" && !fault.accepted ? { status: 0, cut: true } : undefined;
}
