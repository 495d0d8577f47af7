import type { Bubble } from "../bubble";
import { byId } from "./by-id";
import { closable } from "./closable";
import { element } from "./element";

export interface FilledForm {
  token: string;
  answers: Record<string, string>;
  contextId: string;
}

/**
 * The sheet in which one of WhatsApp's forms is filled in. What its screens ask is known to Meta only: the answer is written
 * down here as names and values.
 */
export function formSheet(send: (form: FilledForm) => void) {
  const dialog = closable(byId("form", HTMLDialogElement));
  const form = byId("form-answers", HTMLFormElement);
  const rows = byId("form-rows", HTMLElement);
  let opened: Bubble | undefined;

  function addRow(name = ""): HTMLElement {
    const named = element("input", { name: "name", value: name, placeholder: "Name", "aria-label": "Name" });
    const value = element("input", { name: "value", placeholder: "Value", "aria-label": "Value" });
    rows.append(element("div", { class: "pair" }, named, value));
    return name === "" ? named : value;
  }

  const pairs = () =>
    [...rows.children].map((row): [name: string, value: string] => {
      const [name, value] = row.querySelectorAll("input");
      return [name?.value.trim() ?? "", value?.value ?? ""];
    });

  byId("form-add", HTMLButtonElement).addEventListener("click", () => addRow().focus());
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!opened) return;
    const answers = Object.fromEntries(pairs().filter(([name]) => name !== ""));
    send({ token: opened.form?.token ?? "", answers, contextId: opened.id });
    dialog.close();
  });

  return function open(bubble: Bubble): void {
    opened = bubble;
    const { opener = "", fields = [] } = bubble.form ?? {};
    byId("form-title", HTMLElement).textContent = opener;
    rows.replaceChildren();
    const [first] = (fields.length > 0 ? fields : [""]).map(addRow);
    dialog.showModal();
    first?.focus();
  };
}
