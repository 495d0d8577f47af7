import { type Call, numbersOf } from "./access";
import type { Emulation } from "../emulation";
import { metaError } from "./meta-error";
import type { Reply } from "./reply";

/** Counts a call that is no send towards the hour of its business account. */
export function refusalOfUsage(call: Call, { store, rates }: Emulation): Reply | undefined {
  const account = numbersOf(store, call.token)[0]?.businessAccountId;
  if (account === undefined || call.path[1] === "messages") return undefined;
  const problem = rates.countCall(account, Date.now());
  return problem && metaError(problem);
}

/** `x-business-use-case-usage`: per cent of the hour that each business account has used, and minutes until it may go on. */
export function usageHeader(call: Call, { store, rates }: Emulation): Record<string, string> {
  const accounts = [...new Set(numbersOf(store, call.token).map((number) => number.businessAccountId))];
  if (accounts.length === 0) return {};
  const uses = accounts.map((account) => {
    const { percent, minutesLeft } = rates.usage(account, Date.now());
    const use = {
      type: "messaging",
      call_count: percent,
      total_cputime: percent,
      total_time: percent,
      estimated_time_to_regain_access: percent >= 100 ? minutesLeft : 0,
    };
    return [account, [use]];
  });
  return { "x-business-use-case-usage": JSON.stringify(Object.fromEntries(uses)) };
}
