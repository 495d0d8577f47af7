import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { isAtLeast } from "@/organization/role";
import { EditConnection } from "@/organization/ui/edit-connection";
import { current } from "../../../current";

export const metadata: Metadata = { title: "Connection" };

export default async function ConnectionPage({ params }: { params: Promise<{ org: string; connection: string }> }) {
  const { org, connection } = await params;
  const { organization, role } = await current(org);
  if (!isAtLeast(role, "admin")) notFound();
  return <EditConnection key={connection} organization={organization.slug} id={connection} />;
}
