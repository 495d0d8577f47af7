import { isError } from "../draft-problems";
import { ProblemList } from "./problem-list";
import type { Draft } from "./use-draft";

interface DraftHealthProps {
  draft: Draft;
  mayChange: boolean;
  onPick: (nodeId: string) => void;
}

/** What keeps the draft from being saved or published, or should be known before. Nothing when all is well. */
export function DraftHealth({ draft, mayChange, onPick }: DraftHealthProps) {
  const { problems, checked } = draft;
  if (problems.length === 0) return null;
  const errors = problems.filter(isError).length;
  return (
    <section className="mb-5 rounded-lg border bg-surface px-3 py-2.5">
      <h2 className="mb-2 font-medium">{headline(errors, checked.ok)}</h2>
      <ProblemList problems={problems} onPick={onPick} onFix={mayChange ? draft.repair : undefined} />
    </section>
  );
}

function headline(errors: number, canBeSaved: boolean): string {
  if (errors === 0) return "Worth a look before publishing";
  const count = errors === 1 ? "One problem keeps" : `${errors} problems keep`;
  return `${count} it from being ${canBeSaved ? "published" : "saved"}`;
}
