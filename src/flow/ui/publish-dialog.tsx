import { useState, type SubmitEvent } from "react";
import { Button } from "@/ui/button";
import { Dialog, DialogActions, DialogClose } from "@/ui/dialog";
import { Field } from "@/ui/field";
import { Input } from "@/ui/input";
import { Notice } from "@/ui/notice";
import { toast } from "@/ui/toast";
import { isError } from "../draft-problems";
import type { FlowDetail } from "../server/read-flows";
import { ProblemList } from "./problem-list";
import type { Draft } from "./use-draft";
import type { FlowChanges } from "./use-flow-changes";

interface PublishDialogProps {
  flow: FlowDetail;
  draft: Draft;
  changes: FlowChanges;
}

/** Freezes the draft as the next version, or says what stands against it. */
export function PublishDialog({ flow, draft, changes }: PublishDialogProps) {
  const [isOpen, setOpen] = useState(false);
  const [message, setMessage] = useState("");
  const { publish } = changes;
  const errors = draft.problems.filter(isError);
  const next = (flow.versions[0]?.number ?? 0) + 1;

  const change = (open: boolean) => {
    setOpen(open);
    setMessage("");
    publish.reset();
  };
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    if (draft.isChanged && !(await draft.store())) return;
    publish.mutate(
      { ...changes.flow, message },
      {
        onSuccess: ({ number }) => {
          toast.success(`Version ${number} is published`, { description: "New conversations run it from now on." });
          change(false);
        },
      },
    );
  };
  return (
    <Dialog
      title={errors.length > 0 ? "Not ready to be published" : `Publish version ${next}`}
      description={
        errors.length > 0
          ? "A customer would get stuck. Put this right first:"
          : "New conversations run it from now on; those that are under way finish the version they began with."
      }
      trigger={<Button variant="primary">Publish</Button>}
      open={isOpen}
      onOpenChange={change}
    >
      {errors.length > 0 ? (
        <ProblemList problems={errors} />
      ) : (
        <form onSubmit={(event) => void submit(event)} className="grid gap-4">
          {draft.problems.length > 0 && <ProblemList problems={draft.problems} />}
          <Field label="What is new" optional hint="Shown beside the version, for whoever looks for it later.">
            <Input value={message} onChange={(event) => setMessage(event.target.value)} maxLength={200} autoFocus />
          </Field>
          {publish.error && <Refusal error={publish.error} />}
          <DialogActions>
            <DialogClose>
              <Button variant="quiet">Cancel</Button>
            </DialogClose>
            <Button type="submit" variant="primary" busy={publish.isPending || draft.isSaving}>
              {draft.isChanged ? "Save and publish" : "Publish"}
            </Button>
          </DialogActions>
        </form>
      )}
    </Dialog>
  );
}

/** The server looks again; someone else may have saved another draft meanwhile. */
const Refusal = ({ error }: { error: { message: string } }) => (
  <Notice tone="bad" title="It was not published">
    <span className="whitespace-pre-line">{error.message}</span>
  </Notice>
);
