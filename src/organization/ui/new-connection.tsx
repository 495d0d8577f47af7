"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useState } from "react";
import { useTRPC } from "@/trpc/provider";
import { Button } from "@/ui/button";
import { PageHeader } from "@/ui/page-header";
import { ConnectionForm } from "./connection-form";
import { ConnectionSaved } from "./connection-saved";
import { inputProblems } from "./input-problems";

export function NewConnection({ organization }: { organization: string }) {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const [typedToken, setTypedToken] = useState("");
  const create = useMutation(
    trpc.connection.create.mutationOptions({
      onSuccess: () => cache.invalidateQueries(trpc.connection.pathFilter()),
    }),
  );
  const back = `/${organization}/settings/connections`;
  const problems = inputProblems(create.error);

  if (create.data) {
    const { newVerifyToken } = create.data;
    const verifyToken = newVerifyToken ?? typedToken;
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
        problems={problems}
        error={create.error && Object.keys(problems).length === 0 ? create.error.message : null}
        saving={create.isPending}
        onSave={(typed) => {
          setTypedToken(typed.verifyToken);
          create.mutate({ organization, ...typed });
        }}
        actions={
          <Button asChild variant="quiet">
            <Link href={back}>Cancel</Link>
          </Button>
        }
      />
    </>
  );
}
