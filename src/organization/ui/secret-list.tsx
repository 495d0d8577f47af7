"use client";

import { useQuery } from "@tanstack/react-query";
import { KeyRound, Plus } from "lucide-react";
import { useState, type ReactNode } from "react";
import { useTRPC } from "@/trpc/provider";
import { Button } from "@/ui/button";
import { Empty } from "@/ui/empty";
import { Notice } from "@/ui/notice";
import { PageHeader } from "@/ui/page-header";
import { Skeleton } from "@/ui/skeleton";
import { RemoveSecretDialog } from "./remove-secret-dialog";
import { SecretDialog } from "./secret-dialog";
import { SecretRows } from "./secret-rows";

/** What is being done, and to which secret; none: to a new one. */
type Doing =
  { readonly what: "set"; readonly name: string | null } | { readonly what: "remove"; readonly name: string };

/** The organization's named secrets: written here, and never read back. */
export function SecretList({ organization }: { organization: string }) {
  const { data: secrets, error, refetch } = useQuery(useTRPC().secret.list.queryOptions({ organization }));
  const [doing, setDoing] = useState<Doing | null>(null);
  const close = () => setDoing(null);
  const hasSome = secrets !== undefined && secrets.length > 0;
  const add = (
    <Button variant="primary" onClick={() => setDoing({ what: "set", name: null })}>
      <Plus aria-hidden />
      Add a secret
    </Button>
  );
  return (
    <>
      <PageHeader
        title="Secrets"
        description="Keys that flows send along when they call other systems. Once written, nobody can read them here."
        actions={hasSome && add}
      />
      {error && <NotFetched why={error.message} onRetry={() => void refetch()} />}
      {!secrets && !error && <Skeleton className="h-24 rounded-lg" />}
      {secrets && !hasSome && <NothingKept action={add} />}
      {hasSome && (
        <SecretRows
          secrets={secrets}
          onReplace={(name) => setDoing({ what: "set", name })}
          onRemove={(name) => setDoing({ what: "remove", name })}
        />
      )}
      {doing?.what === "set" && (
        <SecretDialog organization={organization} name={doing.name} secrets={secrets ?? []} onClose={close} />
      )}
      {doing?.what === "remove" && <RemoveSecretDialog organization={organization} name={doing.name} onClose={close} />}
    </>
  );
}

const NotFetched = ({ why, onRetry }: { why: string; onRetry: () => void }) => (
  <Notice
    tone="bad"
    title="The secrets could not be fetched"
    action={
      <Button size="small" onClick={onRetry}>
        Try again
      </Button>
    }
  >
    {why}
  </Notice>
);

const NothingKept = ({ action }: { action: ReactNode }) => (
  <Empty icon={KeyRound} title="No secret is kept yet" action={action}>
    Keep the key of another system here, and write{" "}
    <code className="font-mono text-sm whitespace-nowrap">{"{{ secrets.name }}"}</code> where a flow&apos;s call needs
    it: in its address, its headers or its body.
  </Empty>
);
