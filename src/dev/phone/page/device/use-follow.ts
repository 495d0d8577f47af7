import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import type { Bubble } from "../../page-model";

/** Whoever is this near to the end follows what comes. */
const NEAR_END_PX = 80;

/** Keeps the newest in sight for those who were there, and for whoever has just written; leaves alone who reads older ones. */
export function useFollow(bubbles: readonly Bubble[], isTyping: boolean) {
  const scroll = useRef<HTMLDivElement>(null);
  const [isFollowing, setFollowing] = useState(true);
  const following = useRef(true);
  const lastId = useRef<string>(undefined);

  const toEnd = useCallback(() => {
    scroll.current?.scrollTo({ top: scroll.current.scrollHeight });
  }, []);

  useEffect(() => {
    const place = scroll.current;
    if (place === null) return undefined;
    const look = () => {
      following.current = place.scrollHeight - place.scrollTop - place.clientHeight < NEAR_END_PX;
      setFollowing(following.current);
    };
    // A picture that has come, a notice or a keyboard changes the room: what was last stays in sight.
    const resized = new ResizeObserver(() => {
      if (following.current) toEnd();
    });
    resized.observe(place);
    for (const child of place.children) resized.observe(child);
    place.addEventListener("scroll", look);
    return () => {
      resized.disconnect();
      place.removeEventListener("scroll", look);
    };
  }, [toEnd]);

  useLayoutEffect(() => {
    const last = bubbles.at(-1);
    const hasJustWritten = last?.id !== lastId.current && last?.from === "customer";
    lastId.current = last?.id;
    if (following.current || hasJustWritten) toEnd();
  }, [bubbles, isTyping, toEnd]);

  return { scroll, isFollowing, toEnd };
}
