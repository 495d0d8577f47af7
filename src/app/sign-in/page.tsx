import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { currentUser } from "@/organization/server/current-user";
import { ownPath } from "@/organization/own-path";
import { Mark } from "@/organization/ui/mark";
import { SignInForm } from "@/organization/ui/sign-in-form";

export const metadata: Metadata = { title: "Sign in" };

interface SignInPageProps {
  searchParams: Promise<{ next?: string | string[] }>;
}

export default async function SignInPage({ searchParams }: SignInPageProps) {
  const next = ownPath((await searchParams).next);
  if (await currentUser()) redirect(next);
  return (
    <main className="grid min-h-dvh place-items-center px-4 py-10">
      <div className="w-full max-w-sm">
        <div className="mb-6 flex items-center gap-3">
          <Mark className="size-9" />
          <div>
            <h1 className="text-xl font-semibold">Sign in to Recado</h1>
            <p className="text-soft">Your team&rsquo;s WhatsApp, in one place.</p>
          </div>
        </div>
        <div className="rounded-xl border bg-surface p-5 sm:p-6">
          <SignInForm next={next} />
        </div>
        <p className="mt-4 text-center text-sm text-faint">No account? Ask an owner of your organization.</p>
      </div>
    </main>
  );
}
