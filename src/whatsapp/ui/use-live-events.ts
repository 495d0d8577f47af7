import { useEffect, useRef } from "react";
import { useOrganizationChannel } from "@/organization/ui/use-organization-channel";
import { useRealtimeState } from "@/realtime/ui/realtime-provider";
import { useWake } from "@/realtime/ui/use-wake";

/** However many events come in: screens fetch at most so often. */
const CALM_MS = 1_000;
/** While nothing is live. */
const POLL_MS = 15_000;

/** Calls `refetch` soon after events came in or were worked, and every 15 s while nothing is live. */
export function useLiveEvents(organization: string, refetch: () => void): void {
  const isLive = useRealtimeState() === "connected";
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const soon = () => {
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      refetch();
    }, CALM_MS);
  };
  useOrganizationChannel(organization, { "event:received": soon }, soon);
  useWake(refetch);
  useEffect(() => {
    if (isLive) return;
    const poll = setInterval(refetch, POLL_MS);
    return () => clearInterval(poll);
  }, [isLive, refetch]);
  useEffect(() => () => clearTimeout(timer.current), []);
}
