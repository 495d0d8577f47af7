import { log } from "@/platform/log";
import { letRun } from "@/platform/under-way";
import { pusherApi } from "./pusher-api";

/** Ends every connection of a user. Never throws and never waits; the user may connect again, and is then asked who they are. */
export function endConnections(userId: string): void {
  letRun(end(userId));
}

async function end(userId: string): Promise<void> {
  try {
    await pusherApi().terminateUserConnections(userId);
  } catch (error) {
    const status = error instanceof Error && "status" in error ? error.status : undefined;
    log.warn({ userId, status }, "A user's realtime connections could not be ended");
  }
}
