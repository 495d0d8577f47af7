/** Closes a dialog by its cross and by a click beside it; Escape is the browser's. */
export function closable(dialog: HTMLDialogElement): HTMLDialogElement {
  dialog.querySelector("[data-close]")?.addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  return dialog;
}
