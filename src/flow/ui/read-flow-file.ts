/** What a new flow begins with. */
export interface FlowText {
  readonly name: string;
  /** JSON; empty for the example. */
  readonly text: string;
}

/** Far above any real flow; a film dropped by mistake must not stop the browser. */
const LARGEST = 5_000_000;

/** A file as the beginning of a flow: its text, and its name without ".json". */
export async function readFlowFile(file: File): Promise<FlowText> {
  const name = file.name.replace(/\.json$/i, "").slice(0, 80);
  return { name, text: file.size > LARGEST ? "This file is too large to be a flow." : await file.text() };
}
