"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "@/trpc/provider";
import { Button } from "@/ui/button";
import { Dialog, DialogActions, DialogClose } from "@/ui/dialog";
import { toast } from "@/ui/toast";

interface RemoveSecretDialogProps {
  readonly organization: string;
  readonly name: string;
  readonly onClose: () => void;
}

export function RemoveSecretDialog({ organization, name, onClose }: RemoveSecretDialogProps) {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const remove = useMutation(
    trpc.secret.remove.mutationOptions({
      onSuccess: () => toast.success("The secret is removed"),
      onError: (error) => toast.error("It was not removed", { description: error.message }),
      onSettled: async () => {
        await cache.invalidateQueries(trpc.secret.list.queryFilter({ organization }));
        onClose();
      },
    }),
  );
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={`Remove ${name}?`}
      description="Calls that name it are not made any more: their flows go on by the way for errors. It can not be brought back."
    >
      <DialogActions>
        <DialogClose>
          <Button variant="quiet">Cancel</Button>
        </DialogClose>
        <Button variant="danger" busy={remove.isPending} onClick={() => remove.mutate({ organization, name })}>
          Remove
        </Button>
      </DialogActions>
    </Dialog>
  );
}
