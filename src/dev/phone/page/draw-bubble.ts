import type { Bubble, Choice } from "../bubble";
import { button, type Child, element, icon } from "./element";
import { type TextPiece, textPieces } from "./text-pieces";

export interface BubbleActions {
  tap: (bubble: Bubble, choice: Choice) => void;
  openList: (bubble: Bubble) => void;
  openForm: (bubble: Bubble) => void;
  sendPlace: () => void;
}

const clock = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });
const exactClock = new Intl.DateTimeFormat(undefined, { timeStyle: "medium" });
const SAFE = { target: "_blank", rel: "noopener noreferrer" };
const STATES = { sending: "On its way", received: "Received", read: "Read", failed: "Not received" };

/** One message of the conversation. */
export function drawBubble(bubble: Bubble, actions: BubbleActions): HTMLLIElement {
  const choices = drawChoices(bubble, actions);
  const kind = choices.length > 0 ? " has-choices" : "";
  return element(
    "li",
    { class: `said ${bubble.from}${kind}`, "data-id": bubble.id },
    element("div", { class: "bubble" }, ...drawWords(bubble), drawTime(bubble)),
    choices.length > 0 ? element("div", { class: "choices" }, ...choices) : undefined,
    bubble.problem && drawProblem(bubble.problem),
  );
}

function drawWords({ quote, header, kind, text, footer, from }: Bubble): Child[] {
  return [
    element("span", { class: "hidden-words" }, from === "customer" ? "You: " : "Business: "),
    quote ? element("span", { class: "quote", dir: "auto" }, ...textPieces(quote).map(drawPiece)) : undefined,
    header ? element("h3", { dir: "auto" }, header) : undefined,
    kind ? element("span", { class: "kind" }, kind) : undefined,
    text ? element("span", { class: "words", dir: "auto" }, ...textPieces(text).map(drawPiece)) : undefined,
    footer ? element("p", { class: "foot", dir: "auto" }, footer) : undefined,
  ];
}

function drawPiece(piece: TextPiece): Child {
  if (piece.kind === "plain") return piece.text;
  if (piece.kind === "link") return element("a", { href: piece.text, ...SAFE }, piece.text);
  return element(piece.kind, {}, ...piece.inside.map(drawPiece));
}

function drawTime({ at, state }: Bubble) {
  const time = clock.format(new Date(at));
  if (state === undefined) return element("span", { class: "when" }, time);
  const words = element("span", { class: "hidden-words" }, STATES[state]);
  return element("span", { class: "when", title: STATES[state] }, time, icon(state), words);
}

function drawChoices(bubble: Bubble, { tap, openList, openForm, sendPlace }: BubbleActions): HTMLElement[] {
  const choices: HTMLElement[] = (bubble.buttons ?? []).map((choice) =>
    button({ class: "choice", "data-choice": choice.id }, () => tap(bubble, choice), choice.title),
  );
  if (bubble.list) choices.push(button({ class: "choice" }, () => openList(bubble), icon("list"), bubble.list.opener));
  if (bubble.form) choices.push(button({ class: "choice" }, () => openForm(bubble), icon("form"), bubble.form.opener));
  if (bubble.asksForPlace) choices.push(button({ class: "choice" }, sendPlace, icon("place"), "Send location"));
  if (bubble.link && /^https?:/i.test(bubble.link.url)) {
    choices.push(element("a", { class: "choice", href: bubble.link.url, ...SAFE }, icon("link"), bubble.link.label));
  }
  return choices;
}

function drawProblem({ title, advice, retryAt }: NonNullable<Bubble["problem"]>) {
  const again = "It is not tried again: write it once more.";
  const next = retryAt ? `Next try at ${exactClock.format(new Date(retryAt))}.` : again;
  return element("p", { class: "problem" }, element("b", {}, title), `${advice} ${next}`);
}
