import { readEnv } from "@/platform/env";
import type { PusherSettings } from "@/realtime/pusher-options";

/** The PUSHER_ variables as settings, or what is missing or wrong with them. Nothing else has to be set. */
export function settingsIn(
  source: Readonly<Record<string, string | undefined>>,
): { readonly settings: PusherSettings } | { readonly problems: readonly string[] } {
  const read = readEnv(source);
  const problems = read.ok ? [] : read.problems.filter((problem) => problem.startsWith("PUSHER_"));
  if (problems.length > 0) return { problems };
  const text = (name: string) => source[name]?.trim() ?? "";
  const port = text("PUSHER_PORT");
  return {
    settings: {
      appId: text("PUSHER_APP_ID"),
      key: text("PUSHER_KEY"),
      secret: text("PUSHER_SECRET"),
      cluster: text("PUSHER_CLUSTER"),
      host: text("PUSHER_HOST"),
      port: port === "" ? undefined : Number(port),
      tls: text("PUSHER_TLS") !== "0",
    },
  };
}
