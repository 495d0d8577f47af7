import type { Metadata } from "next";
import { EditConnection } from "@/organization/ui/edit-connection";

export const metadata: Metadata = { title: "Connection" };

export default async function ConnectionPage({ params }: { params: Promise<{ org: string; connection: string }> }) {
  const { org, connection } = await params;
  return <EditConnection key={connection} organization={org} id={connection} />;
}
