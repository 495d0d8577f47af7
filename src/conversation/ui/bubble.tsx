import { Bot, Smartphone } from "lucide-react";
import { memo } from "react";
import { cn } from "@/ui/class-names";
import type { ThreadMessage } from "../thread-message";
import { Choices } from "./choices";
import { MessageBody } from "./message-body";
import { Quote } from "./quote";
import { Stamp } from "./stamp";
import { Trouble } from "./trouble";

interface BubbleProps {
  message: ThreadMessage;
  /** What it answers; null when that is not on the screen, undefined when it answers nothing in particular. */
  quoted: ThreadMessage | null | undefined;
  /** Whether it is the first or the last of a row by the same sender. */
  begins: boolean;
  ends: boolean;
  onSendAgain: (message: ThreadMessage) => void;
}

const GROUNDS = {
  contact: "bg-bubble-in border border-line",
  bot: "bg-bubble-bot",
  agent: "bg-bubble-out",
  phone: "bg-bubble-out",
} as const;

const NOTES = new Set(["system", "revoke", "request_welcome"]);

/** One message as the customer sees it, with what became of it. */
export const Bubble = memo(function Bubble({ message, quoted, begins, ends, onSendAgain }: BubbleProps) {
  const isOurs = message.direction === "outbound";
  if (NOTES.has(message.type)) return <Note>{message.content}</Note>;
  return (
    <li className={cn("flex flex-col", isOurs ? "items-end" : "items-start", begins ? "mt-2.5" : "mt-0.5")}>
      {begins && <Sender message={message} />}
      <div
        className={cn(
          "max-w-[86%] min-w-0 overflow-hidden rounded-xl sm:max-w-[min(34rem,76%)]",
          GROUNDS[message.sender],
          ends && (isOurs ? "rounded-br-sm" : "rounded-bl-sm"),
          message.status === "Failed" && "bg-bad-wash",
        )}
      >
        <div className="flow-root px-3 py-1.5">
          {quoted !== undefined && <Quote message={quoted} />}
          <MessageBody message={message} />
          <Stamp message={message} />
        </div>
        <Choices body={message.body} />
      </div>
      <Trouble message={message} onSendAgain={onSendAgain} />
    </li>
  );
});

const Note = ({ children }: { children: string }) => (
  <li className="mx-auto my-2 w-fit max-w-[86%] text-center text-sm text-faint">{children}</li>
);

function Sender({ message: { sender, sentBy } }: { message: ThreadMessage }) {
  if (sender === "contact") return <span className="sr-only">The customer wrote</span>;
  const [Icon, name] = {
    bot: [Bot, "Bot"] as const,
    agent: [null, sentBy ?? "A colleague"] as const,
    phone: [Smartphone, "On the business's phone"] as const,
  }[sender];
  return (
    <p className="mb-0.5 flex items-center gap-1 px-1 text-xs text-faint">
      {Icon && <Icon aria-hidden className="size-3" />}
      {name}
    </p>
  );
}
