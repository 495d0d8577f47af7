"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTRPC } from "@/trpc/provider";
import { Button } from "@/ui/button";
import { Notice } from "@/ui/notice";
import { PageHeader } from "@/ui/page-header";
import { Skeleton } from "@/ui/skeleton";
import { toast } from "@/ui/toast";
import { ConnectionForm } from "./connection-form";
import { ConnectionSaved } from "./connection-saved";
import { ConnectionState, ConnectionTodo } from "./connection-state";
import { inputProblems } from "./input-problems";

export function EditConnection({ organization, id }: { organization: string; id: string }) {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const router = useRouter();
  const [typedToken, setTypedToken] = useState("");
  const { data: stored, error } = useQuery(trpc.connection.get.queryOptions({ organization, id }));
  const back = `/${organization}/settings/connections`;
  const update = useMutation(
    trpc.connection.update.mutationOptions({
      onSuccess: async (_, { patch }) => {
        await cache.invalidateQueries(trpc.connection.pathFilter());
        if (patch.verifyToken) return;
        toast.success("Saved.");
        router.push(back);
      },
    }),
  );
  const problems = inputProblems(update.error);

  if (update.data && typedToken) {
    return <ConnectionSaved connection={update.data} verifyToken={typedToken} backTo={back} />;
  }
  if (error) return <Notice tone="bad">{error.message}</Notice>;
  if (!stored) return <Skeleton className="h-96 rounded-lg" />;
  return (
    <>
      <PageHeader
        title={stored.name}
        description={stored.displayPhoneNumber}
        back={<Link href={back}>Connections</Link>}
        actions={<ConnectionState connection={stored} />}
      />
      <div className="grid gap-4">
        <ConnectionTodo connection={stored} />
        <ConnectionForm
          stored={stored}
          problems={problems}
          error={update.error && Object.keys(problems).length === 0 ? update.error.message : null}
          saving={update.isPending}
          onSave={(patch) => {
            setTypedToken(patch.verifyToken);
            update.mutate({ organization, id, patch });
          }}
          actions={
            <Button asChild variant="quiet">
              <Link href={back}>Cancel</Link>
            </Button>
          }
        />
      </div>
    </>
  );
}
