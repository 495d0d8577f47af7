import { ArrowUp, Mic, Square, X } from "lucide-react";
import { useEffect, useRef } from "react";
import type { Said } from "../server";
import { AttachMenu } from "./attach-menu";
import type { Draft } from "./draft";
import { canRecord, useVoice } from "./use-voice";

interface ComposerProps {
  draft: Draft;
  onDraft: (draft: Draft) => void;
  isAllowed: boolean;
  /** False when it was not taken. */
  send: (said: Said) => Promise<boolean>;
  sendFile: (file: File, voice?: boolean) => void;
  choosePlace: () => void;
  chooseContact: () => void;
  refuse: (why: string) => void;
  /** Takes the customer’s last message up again. */
  editLast: () => void;
}

/** The box at the bottom. Enter sends, Shift+Enter breaks the line; what could not be sent comes back into the box. */
export function Composer({ draft, onDraft, isAllowed, send, ...more }: ComposerProps) {
  const { sendFile, choosePlace, chooseContact, refuse, editLast } = more;
  const box = useRef<HTMLTextAreaElement>(null);
  const { text, reply, editing } = draft;
  const about = reply ?? editing;
  const voice = useVoice((file) => void send({ file, ...(reply && { contextId: reply.id }) }), refuse);
  const isEmpty = text.trim() === "";

  useEffect(() => {
    if (about || text !== "") box.current?.focus();
    // Typing has the focus already: only what comes from elsewhere takes it.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [about]);

  async function submit(): Promise<void> {
    if (isEmpty) return;
    onDraft({ text: "" });
    box.current?.focus();
    const words = text.trim();
    const said = editing
      ? { edit: { messageId: editing.id, text: words } }
      : { text: words, ...(reply && { contextId: reply.id }) };
    if (!(await send(said)) && box.current?.value === "") onDraft(draft);
  }

  function press(event: React.KeyboardEvent): void {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      void submit();
    } else if (event.key === "Escape" && about) {
      event.stopPropagation();
      onDraft({ text: editing ? "" : text });
    } else if (event.key === "ArrowUp" && text === "") {
      event.preventDefault();
      editLast();
    }
  }

  return (
    <form
      className="composer"
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      {about && (
        <div className="about">
          <p>
            <b>{editing ? "Correct" : "Reply to"}</b>
            <span dir="auto">{about.text || about.kind}</span>
          </p>
          <button
            type="button"
            className="round"
            aria-label="Cancel"
            onClick={() => onDraft({ text: editing ? "" : text })}
          >
            <X />
          </button>
        </div>
      )}
      <AttachMenu {...{ isAllowed, sendFile, choosePlace, chooseContact }} />
      <textarea
        ref={box}
        rows={1}
        maxLength={4096}
        aria-label="Message"
        placeholder={voice.isRecording ? "Recording…" : "Message"}
        enterKeyHint="send"
        disabled={!isAllowed}
        value={text}
        onChange={({ target }) => onDraft({ ...draft, text: target.value })}
        onKeyDown={press}
        onPaste={(event) => {
          const files = [...event.clipboardData.files];
          if (files.length > 0) event.preventDefault();
          for (const file of files) sendFile(file);
        }}
      />
      {isEmpty && canRecord ? (
        <button
          type="button"
          className="send"
          aria-label={voice.isRecording ? "Send the voice note" : "Record a voice note"}
          aria-pressed={voice.isRecording}
          disabled={!isAllowed}
          onClick={voice.toggle}
        >
          {voice.isRecording ? <Square /> : <Mic />}
        </button>
      ) : (
        <button className="send" aria-label="Send" disabled={!isAllowed || isEmpty}>
          <ArrowUp />
        </button>
      )}
    </form>
  );
}
