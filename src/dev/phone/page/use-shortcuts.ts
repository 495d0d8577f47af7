import { useEffect } from "react";
import type { Phones } from "./model/use-phones";

/** Alt+1…9 goes to a phone, Alt+W closes it, Alt+T and Alt+F open the drawer, Escape closes it. */
export function useShortcuts({ state, tell, drawer, setDrawer }: Phones): void {
  const { current, phones } = state;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const act = event.altKey ? shortcut(event.code) : undefined;
      if (act === undefined) return;
      event.preventDefault();
      act();
    };
    const toggle = (tab: "traffic" | "faults") => () => setDrawer(drawer === tab ? undefined : tab);
    function shortcut(code: string): (() => void) | undefined {
      const [, digit] = /^Digit([1-9])$/.exec(code) ?? [];
      if (digit !== undefined) return phones[Number(digit) - 1] && (() => focusPhone(Number(digit) - 1));
      if (code === "KeyW" && phones.length > 1) return () => tell({ kind: "close", phone: current });
      if (code === "KeyT") return toggle("traffic");
      return code === "KeyF" ? toggle("faults") : undefined;
    }
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, [current, phones, tell, drawer, setDrawer]);
}

/** Its message box: whoever goes to a phone wants to write on it. */
function focusPhone(index: number): void {
  document.querySelectorAll<HTMLTextAreaElement>(".device textarea")[index]?.focus();
}
