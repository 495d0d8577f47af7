import { type RefObject, useCallback, useEffect, useRef } from "react";
import type { Bubble } from "../../page-model";
import { ask } from "../server";

/** Tells the business that its messages were read once they are on a screen somebody looks at. */
export function useReceipts(scroll: RefObject<HTMLDivElement | null>, bubbles: readonly Bubble[], isOn: boolean) {
  const visible = useRef(new Set<string>());
  const told = useRef(new Set<string>());
  const observer = useRef<IntersectionObserver>(undefined);
  const nodes = useRef(new Map<string, HTMLElement>());

  const read = useCallback(() => {
    if (!isOn || document.visibilityState !== "visible") return;
    const unseen = bubbles.filter(({ id, from, seen }) => from === "business" && !seen && visible.current.has(id));
    const fresh = unseen.map(({ id }) => id).filter((id) => !told.current.has(id));
    if (fresh.length === 0) return;
    for (const id of fresh) told.current.add(id);
    // When the server is away the page says so already; what is unread is told when it is back.
    ask("/api/read", { waMessageIds: fresh }).catch(() => fresh.forEach((id) => told.current.delete(id)));
  }, [bubbles, isOn]);
  const latest = useRef(read);

  useEffect(() => {
    latest.current = read;
    read();
  }, [read]);

  useEffect(() => {
    const look = () => latest.current();
    const watching = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) {
          const id = (target as HTMLElement).dataset["id"] ?? "";
          if (isIntersecting) visible.current.add(id);
          else visible.current.delete(id);
        }
        look();
      },
      { root: scroll.current, threshold: 0.6 },
    );
    observer.current = watching;
    for (const node of nodes.current.values()) watching.observe(node);
    document.addEventListener("visibilitychange", look);
    return () => {
      watching.disconnect();
      document.removeEventListener("visibilitychange", look);
    };
  }, [scroll]);

  /** For the `ref` of a message of the business. */
  return useCallback((node: HTMLElement | null) => {
    if (node === null) return undefined;
    const id = node.dataset["id"] ?? "";
    nodes.current.set(id, node);
    observer.current?.observe(node);
    return () => {
      nodes.current.delete(id);
      visible.current.delete(id);
      observer.current?.unobserve(node);
    };
  }, []);
}
