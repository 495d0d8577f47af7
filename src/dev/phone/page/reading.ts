import type { Bubble } from "../bubble";
import { ask } from "./ask";
import { byId } from "./by-id";

/** Tells the business that its messages were read once they are on a screen somebody looks at. */
export function reading() {
  const receipts = byId("receipts", HTMLInputElement);
  const unread = new Map<string, HTMLElement>();
  const visible = new Set<HTMLElement>();

  const observer = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        if (isIntersecting) visible.add(target as HTMLElement);
        else visible.delete(target as HTMLElement);
      }
      read();
    },
    { root: byId("scroll", HTMLElement), threshold: 0.6 },
  );

  function read(): void {
    if (!receipts.checked || document.visibilityState !== "visible") return;
    const seen = [...unread].filter(([, node]) => visible.has(node));
    if (seen.length === 0) return;
    for (const [id, node] of seen) {
      observer.unobserve(node);
      unread.delete(id);
    }
    // When the server is away the page says so already, and asks again for what is unread when it is back.
    ask("/api/read", { waMessageIds: seen.map(([id]) => id) }).catch(() => undefined);
  }

  document.addEventListener("visibilitychange", read);
  receipts.addEventListener("change", read);
  return {
    /** Waits until a message of a business, not yet seen, is looked at. */
    watch(bubble: Bubble, node: HTMLElement | undefined): void {
      if (bubble.from !== "business" || bubble.seen || node === undefined) return;
      unread.set(bubble.id, node);
      observer.observe(node);
    },
    forgetAll(): void {
      observer.disconnect();
      unread.clear();
      visible.clear();
    },
  };
}
