import type { DeliveryProblem } from "../../page-model";

const exactClock = new Intl.DateTimeFormat(undefined, { timeStyle: "medium" });

/** Why a message has not reached Recado, and what to do. */
export function Problem({ problem: { title, advice, retryAt } }: { problem: DeliveryProblem }) {
  const next = retryAt ? `Next try at ${exactClock.format(new Date(retryAt))}.` : null;
  return (
    <p className="problem" role="status">
      <b>{title}</b> {advice} {next ?? "It is not tried again: write it once more."}
    </p>
  );
}
