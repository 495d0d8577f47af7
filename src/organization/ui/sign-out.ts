import { signOut as endSession } from "next-auth/react";

/** Ends the session and starts the page anew, so that nothing of it stays in memory. */
export async function signOut(): Promise<void> {
  await endSession({ redirect: false });
  window.location.replace("/sign-in");
}
