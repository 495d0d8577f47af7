import type { Metadata } from "next";
import { FlowList } from "@/flow/ui/flow-list";

export const metadata: Metadata = { title: "Flows" };

export default async function FlowsPage({ params }: { params: Promise<{ org: string }> }) {
  return <FlowList organization={(await params).org} />;
}
