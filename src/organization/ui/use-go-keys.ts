"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { DESTINATIONS } from "./destinations";

/** How long after "g" the second key counts. */
const PATIENCE_MS = 1_200;

const isWriting = (target: EventTarget | null): boolean =>
  target instanceof Element &&
  target.closest("input, textarea, select, [contenteditable], [role=dialog], [role=menu]") !== null;

/** "g" and then a destination's key goes there, as in "g i" for the inbox. */
export function useGoKeys(organization: string): void {
  const router = useRouter();
  useEffect(() => {
    let askedAt = -Infinity;
    const follow = (event: KeyboardEvent) => {
      const { key, target, timeStamp } = event;
      if (event.metaKey || event.ctrlKey || event.altKey || isWriting(target)) return;
      const asked = timeStamp - askedAt < PATIENCE_MS;
      askedAt = key === "g" ? timeStamp : -Infinity;
      const destination = asked && DESTINATIONS.find((one) => one.key === key);
      if (!destination) return;
      // No other listener shall take the second key for its own.
      event.preventDefault();
      event.stopImmediatePropagation();
      router.push(`/${organization}/${destination.path}`);
    };
    window.addEventListener("keydown", follow, { capture: true });
    return () => window.removeEventListener("keydown", follow, { capture: true });
  }, [organization, router]);
}
