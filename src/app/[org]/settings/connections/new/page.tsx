import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { isAtLeast } from "@/organization/role";
import { NewConnection } from "@/organization/ui/new-connection";
import { current } from "../../../current";

export const metadata: Metadata = { title: "Connect a number" };

export default async function NewConnectionPage({ params }: { params: Promise<{ org: string }> }) {
  const { organization, role } = await current((await params).org);
  if (!isAtLeast(role, "admin")) notFound();
  return <NewConnection organization={organization.slug} />;
}
