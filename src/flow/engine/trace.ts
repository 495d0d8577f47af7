import { fit, head } from "../fit";
import type { Way } from "./node-type";

/** One node of a move: what it did and why. */
export interface TraceStep {
  readonly nodeId: string | null;
  readonly at: number;
  readonly why: string;
  /** The way out that was taken; absent where the move stopped. */
  readonly way?: Way;
  readonly reads: readonly string[];
  readonly writes: readonly string[];
  readonly effects: readonly string[];
  /** What went wrong without stopping the move. */
  readonly notes: readonly string[];
}

const MAX_TEXT = 200;
const MAX_NAMES = 20;
/** A trace is stored with every event: a move through a hundred nodes must not weigh more than the messages. */
const MAX_CHARACTERS = 20_000;

/** The same steps within a size that can be stored: names are cut first, reasons last. */
export function boundTrace(steps: readonly TraceStep[]): readonly TraceStep[] {
  let left = MAX_CHARACTERS;
  return steps.map((step) => {
    const short = {
      ...step,
      why: cut(step.why),
      reads: few(step.reads),
      writes: few(step.writes),
      notes: few(step.notes),
    };
    left -= weight(short);
    return left >= 0 ? short : { ...short, why: head(short.why, 40), reads: [], writes: [], notes: [] };
  });
}

const cut = (text: string): string => fit(text, MAX_TEXT);
const few = (names: readonly string[]): readonly string[] =>
  names.length === 0 ? names : names.slice(0, MAX_NAMES).map(cut);

const weight = ({ why, reads, writes, notes }: TraceStep): number =>
  why.length + lengthOf(reads) + lengthOf(writes) + lengthOf(notes);

const lengthOf = (names: readonly string[]): number => names.reduce((sum, name) => sum + name.length, 0);
