import type { ReactNode } from "react";
import { Page } from "@/organization/ui/page";

export default function SettingsLayout({ children }: { children: ReactNode }) {
  return <Page>{children}</Page>;
}
