"use client";

import { CloudOff, WifiOff } from "lucide-react";
import type { RealtimeState } from "@/realtime/ui/keep-connected";
import { useRealtimeState } from "@/realtime/ui/realtime-provider";
import { useOnline } from "./use-online";

const OFFLINE = "You are offline. This page catches up, and sends what you write, once the network is back.";

const WORDS: Readonly<Partial<Record<RealtimeState, string>>> = {
  unavailable: "Live updates are interrupted and will be back by themselves. Until then, news comes every 15 seconds.",
  "over-quota":
    "The plan for live updates is used up: news comes every 15 seconds until there is room again. If it lasts, tell your administrator.",
};

/** Says when the screen may be behind, and what happens about it. */
export function ConnectionBar() {
  const isOnline = useOnline();
  const realtime = useRealtimeState();
  const words = isOnline ? WORDS[realtime] : OFFLINE;
  if (!words) return null;
  const Icon = isOnline ? CloudOff : WifiOff;
  return (
    <p role="status" className="flex items-center justify-center gap-2 bg-warn-wash px-3 py-1.5 text-sm text-warn">
      <Icon aria-hidden className="size-4 shrink-0" />
      {words}
    </p>
  );
}
