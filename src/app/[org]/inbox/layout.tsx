import type { Metadata } from "next";
import type { ReactNode } from "react";
import { Inbox } from "@/conversation/ui/inbox";

export const metadata: Metadata = { title: "Inbox" };

interface InboxLayoutProps {
  params: Promise<{ org: string }>;
  children: ReactNode;
}

export default async function InboxLayout({ params, children }: InboxLayoutProps) {
  return <Inbox organization={(await params).org}>{children}</Inbox>;
}
