import type { ReactNode } from "react";
import { Page } from "@/organization/ui/page";

export default function FlowsLayout({ children }: { children: ReactNode }) {
  return <Page>{children}</Page>;
}
