import { X } from "lucide-react";
import { type ReactNode, useEffect, useId, useRef } from "react";

interface DialogProps {
  title: string;
  onClose: () => void;
  children: ReactNode;
}

/** Over the whole page, until it is closed by its cross, by Escape or by a click beside it. */
export function Dialog({ title, onClose, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog
      ref={dialog}
      className="dialog"
      aria-labelledby={titleId}
      onClose={onClose}
      onClick={({ target }) => target === dialog.current && dialog.current.close()}
    >
      <header>
        <h2 id={titleId}>{title}</h2>
        <button className="round" aria-label="Close" onClick={() => dialog.current?.close()}>
          <X />
        </button>
      </header>
      {children}
    </dialog>
  );
}
