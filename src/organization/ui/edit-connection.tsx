"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTRPC } from "@/trpc/provider";
import { Button } from "@/ui/button";
import { Notice } from "@/ui/notice";
import { PageHeader } from "@/ui/page-header";
import { Skeleton } from "@/ui/skeleton";
import { toast } from "@/ui/toast";
import { ConnectionForm } from "./connection-form";
import { ConnectionSaved } from "./connection-saved";
import { ConnectionState, ConnectionTodo } from "./connection-state";
import { refusalIn } from "./refusal";

export function EditConnection({ organization, id }: { organization: string; id: string }) {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const router = useRouter();
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

  const newToken = update.isSuccess && update.variables.patch.verifyToken;
  if (newToken) return <ConnectionSaved connection={update.data} verifyToken={newToken} backTo={back} />;
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
          refusal={refusalIn(update.error)}
          saving={update.isPending}
          onSave={(patch) => update.mutate({ organization, id, patch })}
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
