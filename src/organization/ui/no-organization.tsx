import { Users } from "lucide-react";
import { Empty } from "@/ui/empty";
import { SignOutButton } from "./sign-out-button";

export const NoOrganization = ({ email }: { email: string }) => (
  <main className="grid min-h-dvh place-items-center">
    <Empty icon={Users} title="You belong to no organization yet" action={<SignOutButton />}>
      You are signed in as {email}. Ask an owner of your organization to add you, then come back.
    </Empty>
  </main>
);
