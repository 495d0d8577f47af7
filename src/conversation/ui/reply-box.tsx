"use client";

import { SendHorizontal } from "lucide-react";
import { useRef, useState, type KeyboardEvent } from "react";
import { Button } from "@/ui/button";
import { cn } from "@/ui/class-names";
import { Kbd } from "@/ui/kbd";
import { Notice } from "@/ui/notice";
import { Textarea } from "@/ui/textarea";
import { useKeptText } from "@/ui/use-kept-text";
import { useNow } from "@/ui/use-now";
import type { ConversationSummary } from "../conversation-summary";
import { MAX_REPLY, whyNoReply } from "../reply";
import { takesCaption } from "../reply-parts";
import { AttachButton } from "./attach-button";
import { FileTray } from "./file-tray";
import { pastedFiles } from "./pasted-files";
import type { Tray, TrayFile } from "./use-tray";
import { useTellTyping } from "./use-typing";

interface ReplyBoxProps {
  organization: string;
  conversation: ConversationSummary;
  tray: Tray;
  onSend: (text: string, files: readonly TrayFile[]) => void;
}

const NEARLY_FULL = MAX_REPLY - 500;

export function ReplyBox(props: ReplyBoxProps) {
  const now = useNow();
  const refusal = now && whyNoReply(props.conversation, now);
  if (refusal) {
    return (
      <footer className="shrink-0 border-t bg-surface p-3">
        <Notice title="Replies are closed">{refusal}</Notice>
      </footer>
    );
  }
  return <Writing {...props} />;
}

function Writing({ organization, conversation, tray, onSend }: ReplyBoxProps) {
  const [kept, keep] = useKeptText(`unsent reply ${conversation.id}`);
  const text = kept ?? "";
  const [isFocused, setFocused] = useState(false);
  const tellTyping = useTellTyping(organization, conversation.id);
  const isTooLong = text.length > MAX_REPLY;
  const canSend = (text.trim() !== "" || tray.files.length > 0) && !isTooLong;
  const last = tray.files.at(-1);
  const box = useRef<HTMLTextAreaElement>(null);

  const change = (next: string) => {
    keep(next === "" ? null : next);
    tellTyping(next.trim() !== "");
  };
  const send = () => {
    if (!canSend) return;
    onSend(text.trim(), tray.files);
    tray.clear();
    change("");
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // While a word is being composed, Enter ends the word.
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  };

  return (
    <footer className="shrink-0 border-t bg-surface p-2.5 md:px-4">
      <FileTray tray={tray} onEmptied={() => box.current?.focus()} />
      <form
        className="flex items-end gap-1.5 md:gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <AttachButton
          onFiles={(files) => {
            tray.add(files);
            box.current?.focus();
          }}
        />
        <Textarea
          ref={box}
          data-reply
          aria-label="Reply"
          aria-invalid={isTooLong || undefined}
          aria-describedby="reply-note"
          rows={1}
          value={text}
          placeholder={last && takesCaption(last.mediaType) ? "Add a caption" : "Write a reply"}
          className="max-h-48 min-h-9 resize-none py-2 pointer-coarse:min-h-11"
          onChange={(event) => change(event.target.value)}
          onKeyDown={onKeyDown}
          onPaste={(event) => {
            const files = pastedFiles(event.clipboardData);
            if (files.length === 0) return;
            event.preventDefault();
            tray.add(files);
          }}
          onFocus={() => setFocused(true)}
          onBlur={() => {
            setFocused(false);
            tellTyping(false);
          }}
        />
        <Button
          type="submit"
          variant="primary"
          disabled={!canSend}
          className="h-9 pointer-coarse:h-11"
          onPointerDown={(event) => event.preventDefault()}
        >
          <SendHorizontal aria-hidden />
          Send
        </Button>
      </form>
      <div
        id="reply-note"
        className="flex items-center justify-between gap-3 pt-1.5 text-xs text-faint empty:hidden md:min-h-6.5"
      >
        {conversation.owner === "bot" && <span>Your reply takes this conversation over from the bot.</span>}
        {text.length > NEARLY_FULL ? (
          <span role="status" className={cn("ml-auto", isTooLong && "font-medium text-bad")}>
            {isTooLong
              ? `${text.length - MAX_REPLY} characters too long`
              : `${MAX_REPLY - text.length} characters left`}
          </span>
        ) : (
          <KeyHints isFocused={isFocused} />
        )}
      </div>
    </footer>
  );
}

const KeyHints = ({ isFocused }: { isFocused: boolean }) => (
  <span className="ml-auto flex items-center gap-1.5 whitespace-nowrap pointer-coarse:hidden max-md:hidden">
    {isFocused ? (
      <>
        <Kbd>Enter</Kbd> sends <Kbd>Shift Enter</Kbd> new line <Kbd>Esc</Kbd> list
      </>
    ) : (
      <>
        <Kbd>r</Kbd> reply <Kbd>j</Kbd>
        <Kbd>k</Kbd> conversations
      </>
    )}
  </span>
);
