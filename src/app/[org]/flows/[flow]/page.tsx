import type { Metadata } from "next";
import { FlowScreen } from "@/flow/ui/flow-screen";

export const metadata: Metadata = { title: "Flow" };

export default async function FlowPage({ params }: { params: Promise<{ org: string; flow: string }> }) {
  const { org, flow } = await params;
  return <FlowScreen key={flow} organization={org} id={flow} />;
}
