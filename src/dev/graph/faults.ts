import type { MetaProblem } from "./api/meta-error";
import type { SentStatus } from "./webhook/sent-status";

/** What may befall a call of the messages endpoint. */
export type SendFault =
  /** Meta's error object with Meta's HTTP status for the code. */
  | ({ kind: "error" } & MetaProblem)
  /** A status without a body, as a gateway on the way answers. */
  | { kind: "empty"; status: number }
  /** Accepted, but the answer takes its time. */
  | { kind: "slow"; ms: number }
  /** The connection breaks: with `accepted` the customer gets the message all the same. */
  | { kind: "cut"; accepted: boolean };

interface SendAttempt {
  phoneNumberId: string;
  to: string;
  type: string;
  body: Readonly<Record<string, unknown>>;
}

interface SendFaultScope {
  /** How many calls it befalls; 1 unless given. */
  times?: number;
  /** Which calls; all unless given. */
  when?: (attempt: SendAttempt) => boolean;
}

/** What may befall the statuses of accepted messages, until cleared. */
interface StatusFaults {
  lateMs?: number;
  /** The status reaches Recado before the answer of the send does. */
  early?: boolean;
  double?: boolean;
  /** The worst shuffle: last first. */
  shuffled?: boolean;
  missing?: readonly SentStatus[];
}

export interface Faults {
  /** The next calls that fit end like this. Faults wait in line: the oldest that fits is taken. */
  sends(fault: SendFault, scope?: SendFaultScope): void;
  statuses(faults: StatusFaults): void;
  /** All is well again. */
  clear(): void;
}

export interface FaultDesk extends Faults {
  take(attempt: SendAttempt): SendFault | undefined;
  ofStatuses(): StatusFaults;
}

export function createFaults(): FaultDesk {
  let waiting: { fault: SendFault; left: number; when: (attempt: SendAttempt) => boolean }[] = [];
  let statuses: StatusFaults = {};
  return {
    sends(fault, { times = 1, when = () => true } = {}) {
      waiting.push({ fault, left: times, when });
    },
    statuses(faults) {
      statuses = faults;
    },
    clear() {
      waiting = [];
      statuses = {};
    },
    take(attempt) {
      const found = waiting.find(({ when }) => when(attempt));
      if (found === undefined) return undefined;
      found.left -= 1;
      waiting = waiting.filter(({ left }) => left > 0);
      return found.fault;
    },
    ofStatuses: () => statuses,
  };
}
