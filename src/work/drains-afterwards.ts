import { env } from "@/platform/env";

/** Whether no worker lives long (Vercel), and what is due is worked after requests, and by cron. */
export function drainsAfterwards(): boolean {
  const { RECADO_DRAIN, VERCEL } = env();
  return (RECADO_DRAIN ?? (VERCEL ? "after" : "off")) === "after";
}
