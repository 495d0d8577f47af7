import { byId } from "./by-id";

/** The line under the business's name: its number, or "typing…" until it replies or Meta's 25 s are over. */
export function typingLine(shown: (typing: boolean) => void) {
  const line = byId("business-line", HTMLElement);
  let resting = "";
  let timer: number | undefined;

  function show(typing: boolean): void {
    line.textContent = typing ? "typing…" : resting;
    line.classList.toggle("typing", typing);
    shown(typing);
  }

  return {
    rest(words: string): void {
      resting = words;
      show(false);
    },
    until(time: string | undefined): void {
      window.clearTimeout(timer);
      const left = time === undefined ? 0 : new Date(time).getTime() - Date.now();
      show(left > 0);
      if (left > 0) timer = window.setTimeout(() => show(false), left);
    },
  };
}
