"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "@/trpc/provider";
import { Button } from "@/ui/button";
import { toast } from "@/ui/toast";

/** Asks Meta again whether the number is the organization's. */
export function VerifyButton({ organization, id }: { organization: string; id: string }) {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const verify = useMutation(
    trpc.connection.verify.mutationOptions({
      onSuccess: (verification) => {
        if (verification.verified) toast.success("Meta confirms this number.");
        else toast.error("Meta does not confirm this number.", { description: verification.reason });
        return cache.invalidateQueries(trpc.connection.pathFilter());
      },
      onError: (error) => toast.error("It could not be checked.", { description: error.message }),
    }),
  );
  return (
    <Button busy={verify.isPending} onClick={() => verify.mutate({ organization, id })}>
      Check again
    </Button>
  );
}
