import { useEffect, type RefObject } from "react";

const STEPS: Readonly<Record<string, number>> = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 };

const isWriting = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest("input, textarea, select, [role=dialog], [role=menu]") !== null;

/** The list by keys: j and k or arrows walk, Enter opens (a link's own), r goes to the reply, Escape back to the list. */
export function useInboxKeys(frame: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const follow = (event: KeyboardEvent) => {
      if (!frame.current || event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey) return;
      if (act(frame.current, event)) event.preventDefault();
    };
    window.addEventListener("keydown", follow);
    return () => window.removeEventListener("keydown", follow);
  }, [frame]);
}

function act(frame: HTMLElement, { key, target }: KeyboardEvent): boolean {
  const rows = [...frame.querySelectorAll<HTMLElement>("[data-row]")];
  if (key === "Escape") return target instanceof Node && frame.contains(target) && backToList(frame, rows);
  if (isWriting(target)) return false;
  if (key === "r") return goTo(frame.querySelector<HTMLElement>("[data-reply]"));
  const step = STEPS[key];
  // Arrows scroll the thread while that is where one is.
  if (!step || (key.startsWith("Arrow") && target instanceof Element && target.closest("[role=log]"))) return false;
  const at = rows.findIndex((row) => row === document.activeElement);
  if (at >= 0) return goTo(rows[at + step]);
  return goTo(currentRow(rows) ?? rows[0]);
}

function backToList(frame: HTMLElement, rows: readonly HTMLElement[]): boolean {
  const back = frame.querySelector<HTMLElement>("[data-back]");
  if (!back?.checkVisibility()) return goTo(currentRow(rows) ?? rows[0]);
  back.click(); // on a narrow screen the list is another page
  return true;
}

const currentRow = (rows: readonly HTMLElement[]) => rows.find((row) => row.getAttribute("aria-current") === "page");

function goTo(element: HTMLElement | null | undefined): boolean {
  element?.focus();
  element?.scrollIntoView({ block: "nearest" });
  return element != null;
}
