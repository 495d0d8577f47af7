import type { Metadata } from "next";
import { isAtLeast } from "@/organization/role";
import { ConnectionList } from "@/organization/ui/connection-list";
import { current } from "../../current";

export const metadata: Metadata = { title: "Connections" };

export default async function ConnectionsPage({ params }: { params: Promise<{ org: string }> }) {
  const { organization, role } = await current((await params).org);
  return <ConnectionList organization={organization.slug} mayChange={isAtLeast(role, "admin")} />;
}
