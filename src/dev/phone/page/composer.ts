import { byId } from "./by-id";

/** The box at the bottom. Enter sends, Shift+Enter breaks the line; what could not be sent comes back into the box. */
export function composer(say: (text: string) => Promise<boolean>) {
  const form = byId("composer", HTMLFormElement);
  const box = byId("message", HTMLTextAreaElement);
  const send = byId("send", HTMLButtonElement);

  const refresh = () => void (send.disabled = box.disabled || box.value.trim() === "");
  const fill = (text: string) => {
    box.value = text;
    refresh();
  };

  async function submit(): Promise<void> {
    const text = box.value.trim();
    if (text === "") return;
    fill("");
    box.focus();
    if (!(await say(text)) && box.value === "") fill(text);
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void submit();
  });
  box.addEventListener("input", refresh);
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    void submit();
  });

  return {
    allow(yes: boolean): void {
      box.disabled = !yes;
      refresh();
    },
    suggest(text: string): void {
      fill(text);
      box.focus();
    },
    focus: () => box.focus(),
  };
}
