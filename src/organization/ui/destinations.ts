import { Inbox, Settings, Webhook, Workflow, type LucideIcon } from "lucide-react";

export interface Destination {
  readonly name: string;
  readonly path: string;
  readonly icon: LucideIcon;
  /** Typed after "g". */
  readonly key: string;
}

/** Where one can go in an organization, in the order of the navigation. */
export const DESTINATIONS: readonly Destination[] = [
  { name: "Inbox", path: "inbox", icon: Inbox, key: "i" },
  { name: "Flows", path: "flows", icon: Workflow, key: "f" },
  { name: "Events", path: "events", icon: Webhook, key: "e" },
  { name: "Settings", path: "settings", icon: Settings, key: "s" },
];
