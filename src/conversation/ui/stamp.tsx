import { Check, CheckCheck, CircleAlert, CircleHelp, Clock, type LucideIcon } from "lucide-react";
import { cn } from "@/ui/class-names";
import { clockTime, exactTime } from "@/ui/time-format";
import type { MessageStatus } from "../status";
import type { ThreadMessage } from "../thread-message";

const TICKS: Readonly<Record<MessageStatus, readonly [icon: LucideIcon, label: string, tone?: string]>> = {
  Pending: [Clock, "Waiting to be sent"],
  Sent: [Check, "Sent"],
  Delivered: [CheckCheck, "Delivered"],
  Read: [CheckCheck, "Read", "text-accent"],
  Failed: [CircleAlert, "Not delivered", "text-bad"],
  Unknown: [CircleHelp, "Not confirmed", "text-warn"],
};

/** When a message was written, and for ours how far it got; the times of each step unfold. */
export function Stamp({ message }: { message: ThreadMessage }) {
  const { createdAt, direction, status } = message;
  const time = <time dateTime={createdAt.toISOString()}>{clockTime(createdAt)}</time>;
  if (direction === "inbound") {
    return (
      <span title={exactTime(createdAt)} className="float-right mt-1.5 ml-3 text-xs text-faint">
        {time}
      </span>
    );
  }
  const [Icon, label, tone] = TICKS[status];
  return (
    <details className="float-right mt-1 ml-3 text-xs text-faint">
      <summary title={label} className="flex list-none items-center justify-end gap-1 rounded-sm">
        {time}
        <Icon aria-label={label} className={cn("size-4", tone)} />
      </summary>
      <Steps message={message} />
    </details>
  );
}

function Steps({ message }: { message: ThreadMessage }) {
  const steps = [
    ["Written", message.createdAt],
    ["Sent", message.sentAt],
    ["Delivered", message.deliveredAt],
    ["Read", message.readAt],
    ["Failed", message.failedAt],
  ] as const;
  return (
    <dl className="mt-1 grid grid-cols-[auto_auto] gap-x-3 text-right">
      {steps.map(
        ([name, at]) =>
          at && (
            <div key={name} className="contents">
              <dt>{name}</dt>
              <dd>{exactTime(at)}</dd>
            </div>
          ),
      )}
    </dl>
  );
}
