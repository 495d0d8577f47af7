import { Clock } from "lucide-react";
import { clockTime } from "@/ui/time-format";
import { sizeInWords } from "../shown-media";
import type { Draft, DraftFile } from "../thread";
import { FileThumbnail } from "./file-thumbnail";

interface DraftBubbleProps {
  draft: Draft;
  onSendAgain: (draft: Draft) => void;
  onDrop: (draft: Draft) => void;
}

/** A reply on its way to the server, or one that the server refused. */
export function DraftBubble({ draft, onSendAgain, onDrop }: DraftBubbleProps) {
  const { text, at, file, refused } = draft;
  return (
    <div className="mt-2.5 flex flex-col items-end">
      <div className="flow-root max-w-[86%] rounded-xl rounded-br-sm bg-bubble-out px-3 py-1.5 opacity-75 sm:max-w-[min(34rem,76%)]">
        {file && <FileOnItsWay file={file} isStopped={refused !== undefined} />}
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

function FileOnItsWay({ file, isStopped }: { file: DraftFile; isStopped: boolean }) {
  return (
    <span className="my-1 flex items-center gap-2.5 rounded-lg border border-line bg-canvas/60 p-2 pr-3">
      <FileThumbnail file={file} />
      <span className="min-w-0 flex-1">
        <span className="block font-medium break-words">{file.name}</span>
        <span className="block text-sm text-soft">{sizeInWords(file.blob.size)}</span>
        {!isStopped && <Progress name={file.name} part={file.progress} />}
      </span>
    </span>
  );
}

const Progress = ({ name, part }: { name: string; part: number }) => (
  <span
    role="progressbar"
    aria-label={`Sending ${name}`}
    aria-valuenow={Math.round(part * 100)}
    className="mt-1.5 block h-1 w-40 max-w-full overflow-hidden rounded-full bg-edge"
  >
    <span className="block h-full bg-accent" style={{ width: `${part * 100}%` }} />
  </span>
);

const Action = ({ onClick, children }: { onClick: () => void; children: string }) => (
  <button type="button" onClick={onClick} className="ml-2 font-medium underline underline-offset-2">
    {children}
  </button>
);
