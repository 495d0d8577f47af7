import type { Bubble, Choice } from "../bubble";
import { byId } from "./by-id";
import { closable } from "./closable";
import { button, element } from "./element";

/** The sheet in which one row of a list is chosen. */
export function listSheet(choose: (bubble: Bubble, row: Choice) => void) {
  const dialog = closable(byId("list", HTMLDialogElement));

  function drawRow(bubble: Bubble, choice: Choice) {
    const pick = () => {
      dialog.close();
      choose(bubble, choice);
    };
    const more = choice.description === undefined ? undefined : element("span", {}, choice.description);
    return element("li", {}, button({ class: "row" }, pick, element("b", {}, choice.title), more));
  }

  return function open(bubble: Bubble): void {
    const { opener = "", sections = [] } = bubble.list ?? {};
    byId("list-title", HTMLElement).textContent = opener;
    byId("list-sections", HTMLElement).replaceChildren(
      ...sections.flatMap(({ title, rows }) => [
        ...(title ? [element("h3", {}, title)] : []),
        element("ul", {}, ...rows.map((row) => drawRow(bubble, row))),
      ]),
    );
    dialog.showModal();
  };
}
