"use client";

import { useEffect, useEffectEvent, useRef } from "react";
import { Button } from "@/ui/button";

interface EarlierMessagesProps {
  isPending: boolean;
  isError: boolean;
  show: () => void;
}

/** Asks for the page before when it comes near the screen; by hand after a failure. */
export function EarlierMessages({ isPending, isError, show }: EarlierMessagesProps) {
  const place = useRef<HTMLDivElement>(null);
  const near = useEffectEvent(() => {
    if (!isError) show();
  });

  useEffect(() => {
    if (!place.current) return;
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && near(), { rootMargin: "400px" });
    observer.observe(place.current);
    return () => observer.disconnect();
  }, []);

  return (
    <div ref={place} className="grid place-items-center gap-2 pb-4">
      {isError && <p className="text-sm text-bad">Earlier messages could not be fetched.</p>}
      <Button size="small" variant="quiet" busy={isPending} onClick={show}>
        {isError ? "Try again" : "Earlier messages"}
      </Button>
    </div>
  );
}
