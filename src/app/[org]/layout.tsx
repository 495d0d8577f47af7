import type { ReactNode } from "react";
import { Shell } from "@/organization/ui/shell";
import { browserOptions } from "@/realtime/pusher-options";
import { pusherSettings } from "@/realtime/server/pusher-api";
import { RealtimeProvider } from "@/realtime/ui/realtime-provider";
import { current } from "./current";

interface OrganizationLayoutProps {
  params: Promise<{ org: string }>;
  children: ReactNode;
}

export default async function OrganizationLayout({ params, children }: OrganizationLayoutProps) {
  const { user, organization, organizations } = await current((await params).org);
  return (
    <RealtimeProvider settings={browserOptions(pusherSettings())}>
      <Shell user={user} organization={organization} organizations={organizations}>
        {children}
      </Shell>
    </RealtimeProvider>
  );
}
