import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { isAtLeast } from "@/organization/role";
import { SecretList } from "@/organization/ui/secret-list";
import { current } from "../../current";

export const metadata: Metadata = { title: "Secrets" };

export default async function SecretsPage({ params }: { params: Promise<{ org: string }> }) {
  const { organization, role } = await current((await params).org);
  if (!isAtLeast(role, "admin")) notFound();
  return <SecretList organization={organization.slug} />;
}
