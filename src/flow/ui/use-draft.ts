import { useMemo, useRef } from "react";
import { toast } from "@/ui/toast";
import { useKeptText } from "@/ui/use-kept-text";
import { checkDefinitionText } from "../check-definition-text";
import { draftProblems } from "../draft-problems";
import { applyFix, type Fix } from "../fix";
import { writeDefinition } from "../write-definition";
import { showInTextarea } from "./show-in-textarea";
import type { FlowChanges } from "./use-flow-changes";

export type Draft = ReturnType<typeof useDraft>;

/**
 * What is being written: the saved draft until a key is pressed, and checked with every one. What is not saved yet is still
 * there when one comes back.
 */
export function useDraft(saved: unknown, { flow, save }: Pick<FlowChanges, "flow" | "save">) {
  const savedText = useMemo(() => writeDefinition(saved), [saved]);
  const [written, setWritten] = useKeptText(`unsaved flow ${flow.id}`);
  const text = written ?? savedText;
  const checked = useMemo(() => checkDefinitionText(text), [text]);
  const problems = useMemo(() => draftProblems(checked), [checked]);
  const area = useRef<HTMLTextAreaElement>(null);

  async function store(): Promise<boolean> {
    if (!checked.ok) return false;
    try {
      await save.mutateAsync({ ...flow, definition: checked.json });
    } catch (error) {
      toast.error("The draft was not saved", { description: error instanceof Error ? error.message : "" });
      return false;
    }
    // Whoever typed on while it was being saved goes on typing.
    setWritten((now) => (now === written ? null : now));
    return true;
  }

  return {
    text,
    checked,
    problems,
    area,
    isChanged: text !== savedText,
    isSaving: save.isPending,
    write: setWritten,
    replace: (definition: unknown) => setWritten(writeDefinition(definition)),
    revert: () => setWritten(null),
    repair: (fix: Fix) => {
      if (!checked.ok) return;
      const repaired = writeDefinition(applyFix(checked.definition, fix));
      setWritten(repaired);
      const undo = () => setWritten((now) => (now === repaired ? written : now));
      toast(`Fixed: ${fix.label.toLowerCase()}`, { action: { label: "Undo", onClick: undo } });
    },
    store,
    /** Puts the cursor on a node, once the editor is shown. */
    find: (nodeId: string) =>
      requestAnimationFrame(() => {
        if (area.current) showInTextarea(area.current, `"id": ${JSON.stringify(nodeId)}`);
      }),
  };
}
