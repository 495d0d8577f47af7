import { useEffect, type RefObject } from "react";

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement && target.closest("input, textarea, select, [contenteditable], [role=dialog]") !== null;

/** j and k go down and up through the links marked `data-row` inside `list`; Enter is the link's own. */
export function useRowKeys(list: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const follow = (event: KeyboardEvent) => {
      const step = { j: 1, k: -1 }[event.key];
      if (!step || event.metaKey || event.ctrlKey || event.altKey || isTyping(event.target)) return;
      const rows = [...(list.current?.querySelectorAll<HTMLElement>("[data-row]") ?? [])];
      const at = rows.findIndex((row) => row === document.activeElement);
      const next = at < 0 ? 0 : at + step;
      rows[next]?.focus();
    };
    window.addEventListener("keydown", follow);
    return () => window.removeEventListener("keydown", follow);
  }, [list]);
}
