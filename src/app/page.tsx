import { redirect } from "next/navigation";
import { organizationsOf } from "@/organization/server/identify";
import { currentUser } from "@/organization/server/current-user";
import { NoOrganization } from "@/organization/ui/no-organization";

export default async function HomePage() {
  const user = await currentUser();
  if (!user) redirect("/sign-in");
  const [first] = await organizationsOf(user.id);
  if (first) redirect(`/${first.slug}`);
  return <NoOrganization email={user.email} />;
}
