import type { MetaProblem } from "./api/meta-error";
import { type Bucket, bucketAt, type Pace, taken } from "./bucket";

/** How fast one may be; what is not given has no limit. */
export interface Rates {
  /** One number to one customer. */
  pair?: Pace;
  /** Messages in and out of one number in a second. */
  perSecond?: number;
  /** Calls about one business account, other than sends, in an hour. */
  callsPerHour?: number;
}

/** developers.facebook.com, "About the platform" and "Throughput". */
export const META_RATES = { pair: { burst: 45, everyMs: 6000 }, perSecond: 80, callsPerHour: 5000 } satisfies Rates;

/** How much of its hour an account has used. */
export interface Usage {
  percent: number;
  /** Until the next hour begins. */
  minutesLeft: number;
}

export type RateDesk = ReturnType<typeof createRates>;

const HOUR_MS = 3_600_000;

/** Counts what goes through the emulator, and knows what is too much. */
export function createRates(rates: Rates) {
  const buckets = new Map<string, Bucket>();
  const hours = new Map<string, { since: number; calls: number }>();
  const throughput = rates.perSecond && { burst: rates.perSecond, everyMs: 1000 / rates.perSecond };

  /** Both limits are asked before either counts: a refused message uses nothing up. */
  function tooFast({ phoneNumberId, to }: { phoneNumberId: string; to: string }, now: number): MetaProblem | undefined {
    const number = throughput && taken(bucketAt(buckets.get(phoneNumberId), throughput, now));
    if (throughput && !number) return { code: 130429, details: "Cloud API message throughput has been reached." };
    const key = `${phoneNumberId}/${to}`;
    const pair = rates.pair && taken(bucketAt(buckets.get(key), rates.pair, now));
    if (rates.pair && !pair) {
      return {
        code: 131056,
        details: "Too many messages from this phone number to the same phone number in a short time.",
      };
    }
    if (number) buckets.set(phoneNumberId, number);
    if (pair) buckets.set(key, pair);
    return undefined;
  }

  return {
    tooFast,
    /** What customers write counts too, and is never refused. */
    heard(phoneNumberId: string, now: number): void {
      if (!throughput) return;
      const { left, at } = bucketAt(buckets.get(phoneNumberId), throughput, now);
      buckets.set(phoneNumberId, { left: Math.max(0, left - 1), at });
    },
    usage(account: string, now: number): Usage {
      const { since, calls } = hourOf(account, now);
      const percent = Math.floor((calls * 100) / (rates.callsPerHour ?? META_RATES.callsPerHour));
      return { percent, minutesLeft: Math.ceil((since + HOUR_MS - now) / 60_000) };
    },
    countCall(account: string, now: number): MetaProblem | undefined {
      const hour = hourOf(account, now);
      if (rates.callsPerHour !== undefined && hour.calls >= rates.callsPerHour) return { code: 80007 };
      hours.set(account, { ...hour, calls: hour.calls + 1 });
      return undefined;
    },
  };

  function hourOf(account: string, now: number) {
    const hour = hours.get(account);
    return hour && now - hour.since < HOUR_MS ? hour : { since: now, calls: 0 };
  }
}
