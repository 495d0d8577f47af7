/** Selects the first place where a text stands, and scrolls it into the middle. */
export function showInTextarea(area: HTMLTextAreaElement, text: string): void {
  const at = area.value.indexOf(text);
  if (at < 0) return;
  area.focus();
  area.setSelectionRange(at, at + text.length);
  const line = area.value.slice(0, at).split("\n").length - 1;
  const lines = area.value.split("\n").length;
  area.scrollTop = (line / lines) * area.scrollHeight - area.clientHeight / 2;
}
