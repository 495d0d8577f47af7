"use client";

import { useQuery } from "@tanstack/react-query";
import { Check, Webhook } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { useTRPC } from "@/trpc/provider";
import { cn } from "@/ui/class-names";
import { CopyButton } from "@/ui/copy-button";
import { Empty } from "@/ui/empty";

/** Before anything came: the three steps to the first event, and how far one is. */
export function FirstEvent({ organization }: { organization: string }) {
  const { data: connections } = useQuery(useTRPC().connection.list.queryOptions({ organization }));
  const [connection] = connections ?? [];
  return (
    <Empty icon={Webhook} title="Nothing has come in yet" className="max-w-lg">
      <p>Whatever Meta tells about your numbers appears here the moment it comes: messages, statuses, alerts.</p>
      <ol className="mt-6 grid grid-cols-1 gap-4 text-left">
        <Step number={1} title="Connect a number" isDone={connection !== undefined}>
          In{" "}
          <Link href={`/${organization}/settings`} className="text-accent hover:underline">
            Settings
          </Link>
          , with the ids and the token of your Meta app.
        </Step>
        <Step number={2} title="Give Meta the webhook address" isDone={Boolean(connection?.handshakeAt)}>
          As the callback of your app, with the connection’s verify token.
          {connection && (
            <span className="mt-1.5 flex items-center gap-1 rounded-md bg-sunken py-0.5 pr-0.5 pl-2.5">
              <code className="min-w-0 flex-1 truncate font-mono text-sm text-ink">{connection.webhookUrl}</code>
              <CopyButton text={connection.webhookUrl} label="Copy webhook address" />
            </span>
          )}
        </Step>
        <Step number={3} title={`Write to ${connection?.displayPhoneNumber ?? "the number"}`} isDone={false}>
          From any telephone with WhatsApp. Your message is the first event.
        </Step>
      </ol>
    </Empty>
  );
}

interface StepProps {
  number: number;
  title: string;
  isDone: boolean;
  children: ReactNode;
}

function Step({ number, title, isDone, children }: StepProps) {
  return (
    <li className="flex gap-3">
      <span
        className={cn(
          "grid size-6 shrink-0 place-items-center rounded-full bg-sunken text-sm font-medium",
          isDone && "bg-good-wash text-good",
        )}
      >
        {isDone ? <Check aria-label="Done" className="size-3.5" /> : number}
      </span>
      <div className="min-w-0 flex-1">
        <h3 className="font-medium text-ink">{title}</h3>
        {children}
      </div>
    </li>
  );
}
