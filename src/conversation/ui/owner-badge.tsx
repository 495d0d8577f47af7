import { Bot, CircleHelp, UserRound } from "lucide-react";
import { Badge } from "@/ui/badge";
import { cn } from "@/ui/class-names";
import type { ConversationSummary } from "../conversation-summary";

type Assignee = NonNullable<ConversationSummary["assignee"]>;

interface OwnerBadgeProps {
  conversation: Pick<ConversationSummary, "owner" | "state" | "assignee">;
  userId: string | undefined;
  className?: string;
}

/** Who answers: the bot, which person, or nobody yet. */
export function OwnerBadge({ conversation: { owner, state, assignee }, userId, className }: OwnerBadgeProps) {
  if (state === "waiting") {
    return (
      <Badge tone="warn" className={className}>
        <CircleHelp aria-hidden />
        Unanswered
      </Badge>
    );
  }
  if (owner === "bot") {
    return (
      <Badge className={cn("bg-transparent px-0 text-faint", className)}>
        <Bot aria-hidden />
        Bot
      </Badge>
    );
  }
  return (
    <Badge tone="accent" className={className}>
      <UserRound aria-hidden />
      <span className="max-w-20 truncate">{assignee ? nameFor(assignee, userId) : "Person"}</span>
    </Badge>
  );
}

const nameFor = ({ id, name }: Assignee, userId: string | undefined): string =>
  id === userId ? "You" : (name?.split(" ")[0] ?? "Person");
