import type { Metadata } from "next";
import { NewConnection } from "@/organization/ui/new-connection";

export const metadata: Metadata = { title: "Connect a number" };

export default async function NewConnectionPage({ params }: { params: Promise<{ org: string }> }) {
  return <NewConnection organization={(await params).org} />;
}
