interface Worked {
  readonly state: string;
  readonly outcome: string | null;
  readonly error: string | null;
  readonly tries: number;
}

const WORDS: Readonly<Record<string, string>> = {
  "owned-by-person": "Shown; a person has the conversation, so no flow ran",
  "not-offered": "Shown; flows do not answer this kind of message",
  "no-trigger": "Shown; no flow starts with these words",
  "too-many-moves": "Shown; the bot has answered too often within the hour",
  shown: "Shown in the conversation",
  parked: "Kept until the message it speaks of is known here",
};

// Why a flow ended, where the engine's word says little.
const ENDS: Readonly<Record<string, string>> = {
  completed: "",
  "no-next": ": nothing follows there",
  "no-match": ": no answer fitted",
  loop: ": it ran in a circle",
  "context-too-large": ": its variables grew too large",
};
const ENDED = /^(flow ".*" ended): ([a-z-]+)$/s;

// What follows it repeats what the field means.
const NOT_ACTED_UPON = "not acted upon";

/** What became of an event, as a sentence for the people who set things up. */
export function outcomeInWords({ state, outcome, error, tries }: Worked): string {
  if (state === "received") return error === null ? "Waiting to be worked" : `Try ${tries} failed: ${error}`;
  if (state === "failed") return upper([outcome, error].filter(Boolean).join(": "));
  if (outcome?.startsWith(NOT_ACTED_UPON)) return upper(NOT_ACTED_UPON);
  const [, ended, reason = ""] = ENDED.exec(outcome ?? "") ?? [];
  if (ended && Object.hasOwn(ENDS, reason)) return upper(`${ended}${ENDS[reason]}`);
  return WORDS[outcome ?? ""] ?? upper(outcome ?? "Done");
}

const upper = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
