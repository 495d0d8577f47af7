"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type SubmitEvent } from "react";
import { useTRPC } from "@/trpc/provider";
import { Button } from "@/ui/button";
import { Dialog, DialogActions, DialogClose } from "@/ui/dialog";
import { Field } from "@/ui/field";
import { Input } from "@/ui/input";
import { Notice } from "@/ui/notice";
import { toast } from "@/ui/toast";
import type { SecretView } from "../server/secrets";
import { refusalIn } from "./refusal";

interface SecretDialogProps {
  readonly organization: string;
  /** The one that gets a new value; null adds one. */
  readonly name: string | null;
  /** Those that there are. */
  readonly secrets: readonly SecretView[];
  readonly onClose: () => void;
}

/** Keeps a value under a name. What was kept there is not shown: it is replaced. */
export function SecretDialog({ organization, name: known, secrets, onClose }: SecretDialogProps) {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const [name, setName] = useState(known ?? "");
  const [value, setValue] = useState("");
  const set = useMutation(
    trpc.secret.set.mutationOptions({
      onSuccess: async () => {
        await cache.invalidateQueries(trpc.secret.list.queryFilter({ organization }));
        toast.success("The secret is kept");
        onClose();
      },
    }),
  );
  const refusal = refusalIn(set.error);
  const replaces = known === null && secrets.some((secret) => secret.name === name.trim());

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    set.mutate({ organization, name, value });
  };
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={known === null ? "Add a secret" : `Replace ${known}`}
      description="It can be replaced and removed later, and never read."
    >
      <form onSubmit={submit} className="grid gap-4">
        {refusal?.whole && (
          <Notice tone="bad" title="It was not kept">
            {refusal.whole}
          </Notice>
        )}
        {known === null && (
          <Field
            label="Name"
            hint={
              replaces
                ? "There is a secret of this name: it is replaced."
                : `Flows write {{ secrets.${name.trim() || "name"} }}.`
            }
            error={refusal?.fields["name"]}
          >
            <Input
              value={name}
              onChange={(event) => setName(event.target.value)}
              required
              maxLength={60}
              autoFocus
              autoComplete="off"
              spellCheck={false}
              className="font-mono"
            />
          </Field>
        )}
        <Field label={known === null ? "Value" : "New value"} error={refusal?.fields["value"]}>
          <Input
            type="password"
            value={value}
            onChange={(event) => setValue(event.target.value)}
            required
            maxLength={8000}
            autoFocus={known !== null}
            autoComplete="new-password"
            spellCheck={false}
            className="font-mono"
          />
        </Field>
        <DialogActions>
          <DialogClose>
            <Button variant="quiet">Cancel</Button>
          </DialogClose>
          <Button type="submit" variant="primary" busy={set.isPending}>
            {known === null && !replaces ? "Add" : "Replace"}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
