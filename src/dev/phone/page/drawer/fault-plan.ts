import { META_CODES } from "../../../graph/api/meta-codes";

/** What may befall a call, as the emulator takes it. */
export type CallFault =
  | { kind: "error"; code: number }
  | { kind: "empty"; status: number }
  | { kind: "slow"; ms: number }
  | { kind: "cut"; accepted: boolean };

/** A fault and how often: the next `times` calls, or that share of all. */
export interface PlannedFault {
  fault: CallFault;
  times?: number;
  share?: number;
}

export interface StatusFaults {
  lateMs?: number;
  early?: boolean;
  double?: boolean;
  shuffled?: boolean;
  missing?: string[];
  /** Instead of all others: a failure with this code. */
  failed?: number;
  share?: number;
}

export interface WebhookFaults {
  lateMs?: number;
  double?: boolean;
  batchMs?: number;
  shuffled?: boolean;
  share?: number;
}

/** All that waits to be played. */
export interface FaultPlan {
  sends: PlannedFault[];
  calls: PlannedFault[];
  statuses: StatusFaults;
  webhooks: WebhookFaults;
}

export const CODES = Object.entries(META_CODES).map(([code, [, title]]) => ({ code: Number(code), title }));

export const HOW_OFTEN: readonly { label: string; times: Omit<PlannedFault, "fault"> }[] = [
  { label: "the next one", times: { times: 1 } },
  { label: "the next 5", times: { times: 5 } },
  { label: "5 % of all", times: { share: 0.05 } },
  { label: "half of all", times: { share: 0.5 } },
  { label: "every one", times: { share: 1 } },
];

export const FAULTS: readonly { label: string; fault: CallFault }[] = [
  { label: "Meta refuses it with a code", fault: { kind: "error", code: 131000 } },
  { label: "Meta is down (503, nothing in it)", fault: { kind: "empty", status: 503 } },
  { label: "The answer takes 5 s", fault: { kind: "slow", ms: 5000 } },
  { label: "Cut off before it arrives", fault: { kind: "cut", accepted: false } },
  { label: "Accepted, then cut off", fault: { kind: "cut", accepted: true } },
];

export function wordsOf({ fault, times, share }: PlannedFault): string {
  const often = share === undefined ? `${times ?? 1} more` : `${Math.round(share * 100)} % of all`;
  return `${faultWords(fault)} · ${often}`;
}

function faultWords(fault: CallFault): string {
  switch (fault.kind) {
    case "error":
      return `${fault.code} ${META_CODES[fault.code]?.[1] ?? ""}`.trim();
    case "empty":
      return `${fault.status} with nothing in it`;
    case "slow":
      return `slow by ${fault.ms / 1000} s`;
    case "cut":
      return fault.accepted ? "accepted, then cut off" : "cut off";
  }
}

export const isWell = ({ sends, calls, statuses, webhooks }: FaultPlan) =>
  sends.length + calls.length + Object.keys(statuses).length + Object.keys(webhooks).length === 0;
