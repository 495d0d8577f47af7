"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { FileUp } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState, type SubmitEvent } from "react";
import { useTRPC } from "@/trpc/provider";
import { Button } from "@/ui/button";
import { Dialog, DialogActions, DialogClose } from "@/ui/dialog";
import { Field } from "@/ui/field";
import { Input } from "@/ui/input";
import { Textarea } from "@/ui/textarea";
import { checkDefinitionText } from "../check-definition-text";
import { draftProblems } from "../draft-problems";
import { STARTER } from "../starter";
import { ProblemList } from "./problem-list";
import { readFlowFile, type FlowText } from "./read-flow-file";

interface NewFlowDialogProps {
  organization: string;
  given: FlowText;
  onClose: () => void;
}

export function NewFlowDialog({ organization, given, onClose }: NewFlowDialogProps) {
  const [name, setName] = useState(given.name);
  const [ofFile, setOfFile] = useState(given.name);
  const [text, setText] = useState(given.text);
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const router = useRouter();
  const create = useMutation(
    trpc.flow.create.mutationOptions({
      onSuccess: async ({ id }) => {
        await queryClient.invalidateQueries(trpc.flow.list.queryFilter({ organization }));
        router.push(`/${organization}/flows/${id}`);
      },
    }),
  );
  const checked = text.trim() === "" ? null : checkDefinitionText(text);
  const isBroken = checked !== null && !checked.ok;

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (isBroken) return;
    create.mutate({ organization, name, definition: checked?.ok ? checked.json : STARTER });
  };
  const take = (file: File | undefined) =>
    file &&
    void readFlowFile(file).then((read) => {
      setText(read.text);
      setName((now) => (now === "" || now === ofFile ? read.name : now));
      setOfFile(read.name);
    });

  return (
    <Dialog open onOpenChange={onClose} title="New flow">
      <form onSubmit={submit} className="grid gap-4">
        <Field label="Name" error={create.error?.data?.code === "CONFLICT" ? create.error.message : null}>
          <Input value={name} onChange={(event) => setName(event.target.value)} required maxLength={80} autoFocus />
        </Field>
        <div>
          <Field label="Definition" optional hint="Without one it starts from a small example that you change.">
            <Textarea
              value={text}
              onChange={(event) => setText(event.target.value)}
              rows={4}
              spellCheck={false}
              placeholder='{ "nodes": [ … ], "edges": [ … ] }'
              className="max-h-56 font-mono sm:text-sm"
            />
          </Field>
          <Button asChild size="small" className="mt-2">
            <label>
              <FileUp aria-hidden />
              Choose a file
              <input
                type="file"
                accept=".json,application/json"
                className="sr-only"
                onChange={(event) => {
                  take(event.target.files?.[0]);
                  // The same file, mended and chosen again, would be no change.
                  event.target.value = "";
                }}
              />
            </label>
          </Button>
        </div>
        {isBroken && <ProblemList problems={draftProblems(checked)} />}
        {create.error && create.error.data?.code !== "CONFLICT" && (
          <p role="alert" className="text-sm text-bad">
            {create.error.message}
          </p>
        )}
        <DialogActions>
          <DialogClose>
            <Button variant="quiet">Cancel</Button>
          </DialogClose>
          <Button type="submit" variant="primary" busy={create.isPending} disabled={isBroken || name.trim() === ""}>
            Create
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
