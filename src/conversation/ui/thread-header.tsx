"use client";

import { useMutation } from "@tanstack/react-query";
import { ArrowLeft, Bot } from "lucide-react";
import Link from "next/link";
import { useTRPC } from "@/trpc/provider";
import { Avatar } from "@/ui/avatar";
import { Button } from "@/ui/button";
import { toast } from "@/ui/toast";
import { nameOf, type ConversationSummary } from "../conversation-summary";
import { OwnerBadge } from "./owner-badge";
import { useCurrent } from "./use-current";
import { useShowChange } from "./use-show-change";

interface ThreadHeaderProps {
  organization: string;
  conversation: ConversationSummary;
}

/** Who writes, to which number of ours, and who answers. */
export function ThreadHeader({ organization, conversation }: ThreadHeaderProps) {
  const { contact, connection, owner } = conversation;
  const { userId } = useCurrent(organization);
  const name = nameOf(contact);
  const phone = contact.waId && `+${contact.waId}`;
  return (
    <header className="flex h-13 shrink-0 items-center gap-3 border-b bg-surface px-3 md:px-4">
      <Button asChild variant="quiet" size="icon" className="-mr-1 md:hidden">
        <Link href={`/${organization}/inbox`} data-back aria-label="Back to the list">
          <ArrowLeft aria-hidden />
        </Link>
      </Button>
      <Avatar name={name} className="size-8" />
      <div className="min-w-0 flex-1">
        <h2 dir="auto" className="truncate leading-tight font-semibold">
          {name}
        </h2>
        <p className="truncate text-xs text-faint">
          {phone && phone !== name && <span>{phone} · </span>}
          to {connection.name}
          <span className="max-md:hidden"> ({connection.displayPhoneNumber})</span>
        </p>
      </div>
      <OwnerBadge conversation={conversation} userId={userId} className={owner === "person" ? "max-sm:hidden" : ""} />
      {owner === "person" && <HandBack organization={organization} conversationId={conversation.id} />}
    </header>
  );
}

function HandBack({ organization, conversationId }: { organization: string; conversationId: string }) {
  const showChange = useShowChange(organization, conversationId);
  const { mutate, isPending } = useMutation(
    useTRPC().conversation.handBack.mutationOptions({
      onSuccess: showChange,
      onError: (error) => toast.error("The conversation was not handed back", { description: error.message }),
    }),
  );
  return (
    <Button
      size="small"
      busy={isPending}
      aria-label="Hand back to the bot"
      onClick={() => mutate({ organization, conversationId })}
    >
      {!isPending && <Bot aria-hidden />}
      <span aria-hidden className="max-sm:hidden">
        Hand back to the bot
      </span>
      <span aria-hidden className="sm:hidden">
        Hand back
      </span>
    </Button>
  );
}
