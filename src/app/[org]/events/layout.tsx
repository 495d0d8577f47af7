import type { ReactNode } from "react";
import { Page } from "@/organization/ui/page";

export default function EventsLayout({ children }: { children: ReactNode }) {
  return <Page>{children}</Page>;
}
