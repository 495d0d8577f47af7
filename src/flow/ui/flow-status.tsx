import { StatusDot } from "@/ui/status-dot";
import type { FlowSummary } from "../server/read-flows";

const LOOKS = {
  Active: { tone: "good", word: "Active" },
  Draft: { tone: "neutral", word: "Draft" },
  Inactive: { tone: "warn", word: "Switched off" },
} as const satisfies Record<FlowSummary["status"], object>;

export function FlowStatus({ status }: Pick<FlowSummary, "status">) {
  const { tone, word } = LOOKS[status];
  return <StatusDot tone={tone}>{word}</StatusDot>;
}
