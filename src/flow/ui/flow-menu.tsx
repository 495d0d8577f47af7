import { Copy, Download, Ellipsis, Pencil, Power } from "lucide-react";
import { useState } from "react";
import { Button } from "@/ui/button";
import { Menu, MenuItem, MenuSeparator } from "@/ui/menu";
import { toast } from "@/ui/toast";
import type { FlowDetail } from "../server/read-flows";
import { FlowSettingsDialog } from "./flow-settings-dialog";
import { saveFile } from "./save-file";
import type { Draft } from "./use-draft";
import type { FlowChanges } from "./use-flow-changes";

interface FlowMenuProps {
  flow: FlowDetail;
  draft: Draft;
  changes: FlowChanges;
  mayChange: boolean;
}

/** What is done to a flow now and then. */
export function FlowMenu({ flow, draft, changes, mayChange }: FlowMenuProps) {
  const [isEditing, setEditing] = useState(false);
  const isActive = flow.status === "Active";

  const turn = () =>
    changes.setStatus.mutate(
      { ...changes.flow, status: isActive ? "Inactive" : "Active" },
      { onError: ({ message }) => toast.error(message) },
    );
  const copy = () =>
    void navigator.clipboard.writeText(draft.text).then(
      () => toast.success("The JSON is copied"),
      () => toast.error("The browser did not allow copying"),
    );
  return (
    <>
      <Menu
        trigger={
          <Button size="icon" variant="quiet" aria-label="More" busy={changes.setStatus.isPending}>
            <Ellipsis aria-hidden />
          </Button>
        }
      >
        {mayChange && (
          <>
            <MenuItem onSelect={() => setEditing(true)}>
              <Pencil aria-hidden /> Name and priority
            </MenuItem>
            {flow.publishedVersion !== null && (
              <MenuItem onSelect={turn}>
                <Power aria-hidden /> {isActive ? "Switch off" : "Switch on"}
              </MenuItem>
            )}
            <MenuSeparator />
          </>
        )}
        <MenuItem onSelect={() => saveFile(`${flow.name}.json`, draft.text)}>
          <Download aria-hidden /> Export JSON
        </MenuItem>
        <MenuItem onSelect={copy}>
          <Copy aria-hidden /> Copy JSON
        </MenuItem>
      </Menu>
      {isEditing && <FlowSettingsDialog flow={flow} changes={changes} onClose={() => setEditing(false)} />}
    </>
  );
}
