import { verdictOf } from "@/whatsapp/graph-error";
import type { Answer } from "./settle-bubble";

/** In one word, for counting, what an attempt to send or upload came to. */
export function sendOutcome(answer: Answer): string {
  switch (answer.kind) {
    case "accepted":
      return "sent";
    case "unregistered":
      return "held";
    case "refused":
      return REFUSED[verdictOf(answer.error).act];
    case "uploaded":
    case "unknown":
    case "not-sent":
    case "not-composed":
      return answer.kind;
  }
}

const REFUSED = {
  retry: "retried",
  "slow-pair": "retried",
  "slow-number": "held",
  "slow-account": "held",
  "slow-app": "held",
  register: "held",
  "stop-connection": "held",
  "window-closed": "refused",
  refuse: "refused",
  later: "refused",
} as const;
