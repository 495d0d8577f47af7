import type { Bubble } from "../bubble";
import { byId } from "./by-id";
import { type BubbleActions, drawBubble } from "./draw-bubble";
import { element } from "./element";

const dayName = new Intl.DateTimeFormat(undefined, { weekday: "long", day: "numeric", month: "long" });
/** Whoever is this near to the end follows what comes. */
const NEAR_END_PX = 80;
const DAY_MS = 86_400_000;

/** The conversation on the screen: bubbles by id, days between them, dots while the business types. */
export function conversationLog(actions: BubbleActions) {
  const log = byId("log", HTMLOListElement);
  const scroll = byId("scroll", HTMLElement);
  const newest = byId("newest", HTMLButtonElement);
  const drawn = new Map<string, { bubble: Bubble; node: HTMLLIElement }>();
  const dots = drawDots();

  let following = true;

  const toEnd = () => void (scroll.scrollTop = scroll.scrollHeight);
  newest.addEventListener("click", toEnd);
  scroll.addEventListener("scroll", () => {
    following = scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < NEAR_END_PX;
    newest.hidden = following;
  });
  // A notice or a keyboard makes the screen smaller: what was last stays in sight.
  new ResizeObserver(() => {
    if (following) toEnd();
  }).observe(scroll);

  /** Adds a bubble at the end, or draws it anew where it stands. */
  function put(bubble: Bubble): HTMLLIElement {
    const known = drawn.get(bubble.id);
    const node = drawBubble(bubble, actions);
    if (known) {
      node.classList.toggle("follows", known.node.classList.contains("follows"));
      known.node.replaceWith(node);
    } else {
      append(bubble, node);
    }
    drawn.set(bubble.id, { bubble, node });
    markChosen(bubble);
    if (following || (!known && bubble.from === "customer")) toEnd();
    else newest.hidden = false;
    return node;
  }

  function append(bubble: Bubble, node: HTMLLIElement): void {
    const last = [...drawn.values()].at(-1)?.bubble;
    const newDay = last === undefined || daysBetween(last.at, bubble.at) !== 0;
    if (newDay) log.append(element("li", { class: "day" }, dayOf(bubble.at)));
    node.classList.toggle("follows", !newDay && last.from === bubble.from);
    log.append(node, ...(dots.isConnected ? [dots] : []));
  }

  function markChosen({ answers }: Bubble): void {
    const asked = answers && drawn.get(answers.messageId)?.node;
    for (const choice of asked?.querySelectorAll<HTMLElement>("[data-choice]") ?? []) {
      if (choice.dataset["choice"] === answers?.choiceId) choice.classList.add("chosen");
    }
  }

  return {
    put(bubble: Bubble) {
      const known = drawn.has(bubble.id);
      const node = put(bubble);
      if (!known) node.classList.add("fresh");
    },
    has: (id: string) => drawn.has(id),
    node: (id: string) => drawn.get(id)?.node,
    isEmpty: () => drawn.size === 0,
    replaceAll(bubbles: readonly Bubble[]) {
      drawn.clear();
      log.replaceChildren();
      for (const bubble of bubbles) put(bubble);
      following = true;
      newest.hidden = true;
      toEnd();
    },
    showTyping: (typing: boolean) => {
      if (typing) log.append(dots);
      else dots.remove();
      if (following) toEnd();
    },
  };
}

function drawDots() {
  const three = [1, 2, 3].map(() => element("i"));
  return element("li", { class: "said business" }, element("div", { class: "bubble dots" }, ...three));
}

function daysBetween(from: string | Date, to: string | Date): number {
  const midnight = (at: string | Date) => new Date(at).setHours(0, 0, 0, 0);
  return Math.round((midnight(to) - midnight(from)) / DAY_MS);
}

function dayOf(at: string): string {
  return ["Today", "Yesterday"][daysBetween(at, new Date())] ?? dayName.format(new Date(at));
}
