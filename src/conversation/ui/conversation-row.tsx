import Link from "next/link";
import { Avatar } from "@/ui/avatar";
import { cn } from "@/ui/class-names";
import { Time } from "@/ui/time";
import { nameOf, type ConversationSummary } from "../conversation-summary";
import { OwnerBadge } from "./owner-badge";

interface ConversationRowProps {
  conversation: ConversationSummary;
  href: string;
  isOpen: boolean;
  userId: string | undefined;
}

export function ConversationRow({ conversation, href, isOpen, userId }: ConversationRowProps) {
  const { contact, preview, unread, lastMessageAt } = conversation;
  const name = nameOf(contact);
  const isUnread = unread > 0;
  return (
    <li className="border-b border-line/60">
      <Link
        href={href}
        prefetch={false}
        data-row
        aria-current={isOpen ? "page" : undefined}
        className={cn(
          "relative flex items-center gap-3 px-4 py-2.5 focus-visible:outline-offset-[-2px]",
          isOpen
            ? "bg-accent-wash before:absolute before:inset-y-0 before:left-0 before:w-0.75 before:bg-accent"
            : "hover:bg-hover",
        )}
      >
        <Avatar name={name} />
        <span className="min-w-0 flex-1">
          <span className="flex items-baseline justify-between gap-2">
            <span dir="auto" className={cn("truncate", isUnread ? "font-semibold" : "font-medium")}>
              {name}
            </span>
            {lastMessageAt && (
              <Time
                at={lastMessageAt}
                as="short"
                className={cn("shrink-0 text-xs", isUnread ? "font-medium text-accent" : "text-faint")}
              />
            )}
          </span>
          <span className="mt-0.5 flex items-center justify-between gap-2">
            <span dir="auto" className={cn("truncate text-sm", isUnread ? "text-ink" : "text-soft")}>
              {preview}
            </span>
            <span className="flex shrink-0 items-center gap-1.5">
              <OwnerBadge conversation={conversation} userId={userId} />
              {isUnread && (
                <span className="grid h-5 min-w-5 place-items-center rounded-full bg-accent px-1.5 text-xs font-semibold text-on-accent">
                  {unread > 99 ? "99+" : unread}
                  <span className="sr-only"> unread</span>
                </span>
              )}
            </span>
          </span>
        </span>
      </Link>
    </li>
  );
}
