import type { ReactNode } from "react";
import { isAtLeast } from "@/organization/role";
import { Page } from "@/organization/ui/page";
import { SettingsTabs } from "@/organization/ui/settings-tabs";
import { current } from "../current";

interface SettingsLayoutProps {
  params: Promise<{ org: string }>;
  children: ReactNode;
}

export default async function SettingsLayout({ params, children }: SettingsLayoutProps) {
  const { organization, role } = await current((await params).org);
  return (
    <Page>
      <SettingsTabs organization={organization.slug} isAdmin={isAtLeast(role, "admin")} />
      {children}
    </Page>
  );
}
