type Attributes = Record<string, string | boolean | undefined>;
export type Child = Node | string | undefined;

/**
 * Makes an element. Texts become text nodes and nothing else: what customers and businesses write is never HTML.
 * Attributes that are undefined or false are left out.
 */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== undefined));
  return made;
}

/** A button that does something. */
export function button(attributes: Attributes, click: () => void, ...children: readonly Child[]): HTMLButtonElement {
  const made = element("button", { type: "button", ...attributes }, ...children);
  made.addEventListener("click", click);
  return made;
}

const SVG = "http://www.w3.org/2000/svg";

export function icon(name: string): SVGElement {
  const made = document.createElementNS(SVG, "svg");
  const use = document.createElementNS(SVG, "use");
  made.setAttribute("class", name);
  made.setAttribute("aria-hidden", "true");
  use.setAttribute("href", `/icons.svg#${name}`);
  made.append(use);
  return made;
}
