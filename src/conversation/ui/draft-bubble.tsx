import { Clock } from "lucide-react";
import { clockTime } from "@/ui/time-format";
import type { Draft } from "../thread";

interface DraftBubbleProps {
  draft: Draft;
  onSendAgain: (draft: Draft) => void;
  onDrop: (draft: Draft) => void;
}

/** A reply on its way to the server, or one that the server refused. */
export function DraftBubble({ draft, onSendAgain, onDrop }: DraftBubbleProps) {
  const { text, at, refused } = draft;
  return (
    <div className="mt-2.5 flex flex-col items-end">
      <div className="flow-root max-w-[86%] rounded-xl rounded-br-sm bg-bubble-out px-3 py-1.5 opacity-75 sm:max-w-[min(34rem,76%)]">
        <span dir="auto" className="break-words whitespace-pre-wrap">
          {text}
        </span>
        <span className="float-right mt-1 ml-3 flex items-center gap-1 text-xs text-faint">
          {clockTime(at)}
          <Clock aria-label="Being sent" className="size-4" />
        </span>
      </div>
      {refused && (
        <p role="alert" className="mt-1 max-w-[34rem] px-1 text-right text-sm text-pretty text-bad">
          <span className="font-medium">Not sent.</span> {refused}
          <Action onClick={() => onSendAgain(draft)}>Try again</Action>
          <Action onClick={() => onDrop(draft)}>Discard</Action>
        </p>
      )}
    </div>
  );
}

const Action = ({ onClick, children }: { onClick: () => void; children: string }) => (
  <button type="button" onClick={onClick} className="ml-2 font-medium underline underline-offset-2">
    {children}
  </button>
);
