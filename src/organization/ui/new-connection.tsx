"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useTRPC } from "@/trpc/provider";
import { Button } from "@/ui/button";
import { PageHeader } from "@/ui/page-header";
import { ConnectionForm } from "./connection-form";
import { ConnectionSaved } from "./connection-saved";
import { refusalIn } from "./refusal";

export function NewConnection({ organization }: { organization: string }) {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const create = useMutation(
    trpc.connection.create.mutationOptions({
      onSuccess: () => cache.invalidateQueries(trpc.connection.pathFilter()),
    }),
  );
  const back = `/${organization}/settings/connections`;

  if (create.isSuccess) {
    const verifyToken = create.data.newVerifyToken ?? create.variables.verifyToken ?? "";
    return <ConnectionSaved connection={create.data} verifyToken={verifyToken} backTo={back} />;
  }
  return (
    <>
      <PageHeader
        title="Connect a number"
        description="Its access token is checked with Meta as soon as you save."
        back={<Link href={back}>Connections</Link>}
      />
      <ConnectionForm
        refusal={refusalIn(create.error)}
        saving={create.isPending}
        onSave={(typed) => create.mutate({ organization, ...typed })}
        actions={
          <Button asChild variant="quiet">
            <Link href={back}>Cancel</Link>
          </Button>
        }
      />
    </>
  );
}
