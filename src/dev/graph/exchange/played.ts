import type { CallFault } from "../faults";

/** What a fault made of a call, for whoever wonders about it. */
export function played(fault: CallFault): string {
  switch (fault.kind) {
    case "error":
      return `Fault played: Meta's error ${fault.code}.`;
    case "empty":
      return `Fault played: ${fault.status} with nothing in it.`;
    case "slow":
      return `Fault played: answered ${fault.ms} ms late.`;
    case "cut":
      return fault.accepted ? "Fault played: accepted, then cut off." : "Fault played: cut off.";
  }
}
