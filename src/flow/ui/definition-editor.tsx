import { useEffect, type KeyboardEvent } from "react";
import { toast } from "@/ui/toast";
import { Button } from "@/ui/button";
import { CopyButton } from "@/ui/copy-button";
import { Kbd } from "@/ui/kbd";
import { Textarea } from "@/ui/textarea";
import type { Draft } from "./use-draft";

/** The flow's JSON to write in; ⌘S or Ctrl+S saves. */
export function DefinitionEditor({ draft, mayChange }: { draft: Draft; mayChange: boolean }) {
  const { text, checked, area, isChanged, isSaving } = draft;
  useWarningBeforeLeaving(isChanged);

  const save = async () => {
    if (await draft.store()) toast.success("The draft is saved");
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "s" || !(event.metaKey || event.ctrlKey)) return;
    event.preventDefault();
    if (isChanged && checked.ok && mayChange) void save();
  };
  return (
    <div>
      <div className="relative">
        <Textarea
          ref={area}
          aria-label="The flow’s JSON"
          value={text}
          readOnly={!mayChange}
          onChange={(event) => draft.write(event.target.value)}
          onKeyDown={onKeyDown}
          spellCheck={false}
          autoCapitalize="off"
          autoCorrect="off"
          wrap="off"
          aria-invalid={!checked.ok || undefined}
          className="field-sizing-fixed h-[min(70vh,44rem)] resize-y bg-surface py-2.5 pr-12 font-mono leading-5 sm:text-sm"
        />
        <CopyButton text={text} label="Copy the JSON" className="absolute top-1.5 right-4 bg-surface" />
      </div>
      {mayChange && (
        <div className="mt-3 flex flex-wrap items-center justify-end gap-2">
          <p className="mr-auto hidden items-center gap-1 text-sm text-faint pointer-fine:sm:flex">
            <Kbd>Ctrl</Kbd> <Kbd>S</Kbd> saves
          </p>
          {isChanged && (
            <Button variant="quiet" onClick={draft.revert} disabled={isSaving}>
              Undo my changes
            </Button>
          )}
          <Button onClick={() => void save()} busy={isSaving} disabled={!isChanged || !checked.ok}>
            Save draft
          </Button>
        </div>
      )}
    </div>
  );
}

function useWarningBeforeLeaving(isChanged: boolean): void {
  useEffect(() => {
    if (!isChanged) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [isChanged]);
}
