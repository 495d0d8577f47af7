import { X } from "lucide-react";
import { type ReactNode, useEffect, useId, useRef } from "react";
import type { Bubble, Customer } from "../../page-model";
import type { Said } from "../server";
import { ContactSheet } from "./contact-sheet";
import { FormSheet } from "./form-sheet";
import { ListSheet } from "./list-sheet";
import { PlaceSheet } from "./place-sheet";

export type SheetShown =
  | { kind: "list"; bubble: Bubble }
  | { kind: "form"; bubble: Bubble }
  | { kind: "place"; bubble?: Bubble }
  | { kind: "contact" };

interface SheetsProps {
  shown: SheetShown;
  /** Whose cards can be sent. */
  customers: readonly Customer[];
  send: (said: Said) => void;
  onClose: () => void;
}

/** What slides up over the phone's screen, until something is chosen or it is closed. */
export function Sheets({ shown, customers, send, onClose }: SheetsProps) {
  const answer = (said: Said) => {
    onClose();
    send(said);
  };
  return (
    <Sheet title={titleOf(shown)} onClose={onClose}>
      {shown.kind === "list" && <ListSheet bubble={shown.bubble} answer={answer} />}
      {shown.kind === "form" && <FormSheet bubble={shown.bubble} answer={answer} />}
      {shown.kind === "place" && <PlaceSheet contextId={shown.bubble?.id} answer={answer} />}
      {shown.kind === "contact" && <ContactSheet customers={customers} answer={answer} />}
    </Sheet>
  );
}

function titleOf(shown: SheetShown): string {
  if (shown.kind === "place") return "Send a place";
  if (shown.kind === "contact") return "Send a contact";
  return (shown.kind === "list" ? shown.bubble.list?.opener : shown.bubble.form?.opener) ?? "";
}

function Sheet({ title, onClose, children }: { title: string; onClose: () => void; children: ReactNode }) {
  const sheet = useRef<HTMLDivElement>(null);
  const titleId = useId();
  useEffect(() => {
    const before = document.activeElement;
    sheet.current?.querySelector<HTMLElement>(".sections button, input, [data-close]")?.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <>
      <div className="veil" onClick={onClose} />
      <div
        ref={sheet}
        role="dialog"
        className="sheet"
        aria-labelledby={titleId}
        onKeyDown={(event) => {
          if (event.key === "Escape") onClose();
        }}
      >
        <header>
          <h2 id={titleId}>{title}</h2>
          <button className="round" data-close aria-label="Close" onClick={onClose}>
            <X />
          </button>
        </header>
        {children}
      </div>
    </>
  );
}
