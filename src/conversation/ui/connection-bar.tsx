"use client";

import { CloudOff, WifiOff } from "lucide-react";
import { useRealtimeState } from "@/realtime/ui/realtime-provider";
import { useOnline } from "./use-online";

/** Says when the screen may be behind, and what happens about it. */
export function ConnectionBar() {
  const isOnline = useOnline();
  const realtime = useRealtimeState();
  if (isOnline && realtime !== "unavailable") return null;
  const Icon = isOnline ? CloudOff : WifiOff;
  return (
    <p role="status" className="flex items-center justify-center gap-2 bg-warn-wash px-3 py-1.5 text-sm text-warn">
      <Icon aria-hidden className="size-4 shrink-0" />
      {isOnline
        ? "Live updates are interrupted. Looking for news every 15 seconds."
        : "You are offline. What you write is sent once the network is back."}
    </p>
  );
}
