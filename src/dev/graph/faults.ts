import type { MetaProblem } from "./api/meta-error";
import type { SentStatus } from "./webhook/sent-status";

/** What may befall a call. */
export type CallFault =
  /** Meta's error object with Meta's HTTP status for the code. */
  | ({ kind: "error" } & MetaProblem)
  /** A status without a body, as a gateway on the way answers. */
  | { kind: "empty"; status: number }
  /** Done, but the answer takes its time. */
  | { kind: "slow"; ms: number }
  /** The connection breaks: with `accepted` it was done all the same, and the customer gets the message. */
  | { kind: "cut"; accepted: boolean };

interface SendAttempt {
  phoneNumberId: string;
  to: string;
  type: string;
  body: Readonly<Record<string, unknown>>;
}

interface Times {
  /** How many calls it befalls; 1 unless given, and all of them with a share. */
  times?: number;
  /** It befalls this part of the calls, by chance: 0.05 is one in twenty. */
  share?: number;
}

interface SendFaultScope extends Times {
  /** Only messages to this customer, of this type, from this number. */
  to?: string;
  type?: string;
  phoneNumberId?: string;
  /** Which calls; all unless given. */
  when?: (attempt: SendAttempt) => boolean;
}

interface CallFaultScope extends Times {
  /** What stands after the version: only calls to `102290129340398/message_templates`. */
  path?: string;
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
  /** Instead of all others: a failure with this code. */
  failed?: number;
  /** Only this part of the messages, by chance. */
  share?: number;
}

/** What may befall webhooks of any kind, until cleared. */
export interface WebhookFaults {
  lateMs?: number;
  /** Once more although it was answered with 200: another app of the account has failed. */
  double?: boolean;
  /** What comes within this time goes in one POST, up to 1000 of them. */
  batchMs?: number;
  /** The batch has its last first. */
  shuffled?: boolean;
  /** Only this part of the webhooks, by chance. */
  share?: number;
}

export interface Faults {
  /** The next sends that fit end like this. Faults wait in line: the oldest that fits is taken. */
  sends(fault: CallFault, scope?: SendFaultScope): void;
  /** The same for calls other than sends. */
  calls(fault: CallFault, scope?: CallFaultScope): void;
  /** Of several, each has its own share. */
  statuses(...faults: readonly StatusFaults[]): void;
  webhooks(...faults: readonly WebhookFaults[]): void;
  /** All is well again. */
  clear(): void;
}

export interface FaultDesk extends Faults {
  take(attempt: SendAttempt): CallFault | undefined;
  takeCall(path: string): CallFault | undefined;
  ofStatuses(): StatusFaults;
  ofWebhooks(): WebhookFaults;
  /** What is still to come. */
  waiting(): object;
}

export function createFaults(dice: () => number = Math.random): FaultDesk {
  const sends = createLine<SendAttempt>(dice);
  const calls = createLine<string>(dice);
  let statuses: readonly StatusFaults[] = [];
  let webhooks: readonly WebhookFaults[] = [];
  const byChance = <T extends { share?: number }>(faults: readonly T[]): T =>
    together(faults.filter(({ share }) => share === undefined || dice() < share));
  return {
    sends(fault, { when = () => true, ...scope } = {}) {
      const { to, type, phoneNumberId } = scope;
      sends.add(fault, scope, (attempt) => isWanted({ to, type, phoneNumberId }, attempt) && when(attempt));
    },
    calls: (fault, scope = {}) => calls.add(fault, scope, (path) => scope.path === undefined || scope.path === path),
    statuses: (...faults) => void (statuses = faults),
    webhooks: (...faults) => void (webhooks = faults),
    clear() {
      sends.clear();
      calls.clear();
      statuses = [];
      webhooks = [];
    },
    take: (attempt) => sends.take(attempt),
    takeCall: (path) => calls.take(path),
    ofStatuses: () => byChance(statuses),
    ofWebhooks: () => byChance(webhooks),
    waiting: () => ({
      sends: sends.waiting(),
      calls: calls.waiting(),
      statuses: together(statuses),
      webhooks: together(webhooks),
    }),
  };
}

const together = <T extends object>(faults: readonly T[]): T => Object.assign({}, ...faults) as T;

function isWanted(wanted: Partial<Record<"to" | "type" | "phoneNumberId", string | undefined>>, attempt: SendAttempt) {
  const { to, type, phoneNumberId } = wanted;
  const fits = (want: string | undefined, is: string) => want === undefined || want === is;
  return fits(to, attempt.to) && fits(type, attempt.type) && fits(phoneNumberId, attempt.phoneNumberId);
}

/** Faults that wait for the calls they are meant for. */
function createLine<T>(dice: () => number) {
  type Waiting = { fault: CallFault; left: number; share: number; scope: Times; fits: (call: T) => boolean };
  let line: Waiting[] = [];
  return {
    add(fault: CallFault, scope: Times, fits: (call: T) => boolean) {
      const { share = 1, times = scope.share === undefined ? 1 : Infinity } = scope;
      line.push({ fault, left: times, share, scope, fits });
    },
    take(call: T): CallFault | undefined {
      const found = line.find(({ fits, share }) => fits(call) && (share === 1 || dice() < share));
      if (found === undefined) return undefined;
      found.left -= 1;
      line = line.filter(({ left }) => left > 0);
      return found.fault;
    },
    clear: () => void (line = []),
    waiting: () =>
      line.map(({ fault, left, scope }) => ({ ...scope, fault, ...(left !== Infinity && { times: left }) })),
  };
}
