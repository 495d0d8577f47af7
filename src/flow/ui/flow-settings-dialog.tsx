import { useState, type SubmitEvent } from "react";
import { Button } from "@/ui/button";
import { Dialog, DialogActions, DialogClose } from "@/ui/dialog";
import { Field } from "@/ui/field";
import { Input } from "@/ui/input";
import type { FlowDetail } from "../server/read-flows";
import type { FlowChanges } from "./use-flow-changes";

interface FlowSettingsDialogProps {
  flow: FlowDetail;
  changes: FlowChanges;
  onClose: () => void;
}

/** What stands beside a flow's graph: its name, and whose turn it is among equal triggers. */
export function FlowSettingsDialog({ flow, changes, onClose }: FlowSettingsDialogProps) {
  const { rename, setPriority } = changes;
  const [name, setName] = useState(flow.name);
  const [priority, setPriorityText] = useState(String(flow.priority));

  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    try {
      if (name.trim() !== flow.name) await rename.mutateAsync({ ...changes.flow, name });
      if (Number(priority) !== flow.priority) {
        await setPriority.mutateAsync({ ...changes.flow, priority: Number(priority) });
      }
      onClose();
    } catch {
      // Each field shows its own refusal.
    }
  };
  return (
    <Dialog open onOpenChange={onClose} title="Name and priority">
      <form onSubmit={(event) => void submit(event)} className="grid gap-4">
        <Field label="Name" error={rename.error?.message}>
          <Input value={name} onChange={(event) => setName(event.target.value)} required maxLength={80} autoFocus />
        </Field>
        <Field
          label="Priority"
          hint="When two flows match a message equally well, the one with the lower number starts."
          error={setPriority.error?.message}
        >
          <Input
            type="number"
            inputMode="numeric"
            min={0}
            max={10_000}
            required
            value={priority}
            onChange={(event) => setPriorityText(event.target.value)}
            className="w-28"
          />
        </Field>
        <DialogActions>
          <DialogClose>
            <Button variant="quiet">Cancel</Button>
          </DialogClose>
          <Button type="submit" variant="primary" busy={rename.isPending || setPriority.isPending}>
            Save
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
