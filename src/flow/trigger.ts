import type { Incoming } from "@/conversation/message";
import { normalise } from "./normalise";

/** From the most to the least particular. */
export const MATCHES = ["exact", "word", "contains", "default"] as const;
export type Match = (typeof MATCHES)[number];

/** One way into a flow, as it is kept beside the published version. */
export interface FlowTrigger {
  readonly nodeId: string;
  /** As typed. */
  readonly keyword: string;
  readonly match: Match;
}

/** A trigger that competes for a message, with what decides between equals. */
export interface Contender {
  readonly flowId: string;
  readonly priority: number;
  readonly createdAt: number;
  readonly trigger: FlowTrigger;
}

type LosingReason = "weaker-match" | "shorter-keyword" | "later-priority" | "younger-flow" | "later-trigger";

export interface TriggerChoice<Entry extends Contender> {
  readonly winner: Entry | null;
  readonly losers: readonly { readonly contender: Entry; readonly why: LosingReason }[];
}

/** The flow a message starts: of all triggers that match, the first in an order that is total. */
export function chooseTrigger<Entry extends Contender>(
  contenders: readonly Entry[],
  message: Incoming,
): TriggerChoice<Entry> {
  const candidates = candidatesOf(message);
  const matching = contenders
    .filter(({ trigger }) => matches(trigger, candidates))
    .map((contender) => ({ contender, rank: rankOf(contender) }))
    .sort((a, b) => difference(a.rank, b.rank)?.sign ?? 0);
  const [first, ...rest] = matching;
  if (!first) return { winner: null, losers: [] };
  const losers = rest.map(({ contender, rank }) => ({
    contender,
    why: difference(first.rank, rank)?.why ?? ("later-trigger" as const),
  }));
  return { winner: first.contender, losers };
}

/** What an absent `match` means in imported graphs, and what the keyword `default` always means. */
export function matchOf(keyword: string, match: Match | null | undefined): Match {
  return normalise(keyword) === "default" ? "default" : (match ?? "contains");
}

/** What of a message is held against keywords: its text or caption, and of a tap the title and the id. */
function candidatesOf({ text, choice }: Incoming): readonly string[] {
  const said = [text, choice?.title, choice?.id].map((candidate) => normalise(candidate ?? ""));
  return [...new Set(said)].filter((candidate) => candidate !== "");
}

function matches({ keyword, match }: FlowTrigger, candidates: readonly string[]): boolean {
  if (match === "default") return true;
  const wanted = normalise(keyword);
  if (wanted === "") return false;
  switch (match) {
    case "exact":
      return candidates.includes(wanted);
    case "word":
      return candidates.some((candidate) => hasWord(candidate, wanted));
    case "contains":
      return candidates.some((candidate) => candidate.includes(wanted));
  }
}

const WORD = String.raw`[\p{L}\p{N}\p{M}_]`;
const OPENS_WITH_WORD = new RegExp(`^${WORD}`, "u");
const ENDS_WITH_WORD = new RegExp(`${WORD}$`, "u");

/** Whether the phrase stands in the text without a letter or digit running into it. */
function hasWord(text: string, phrase: string): boolean {
  const opens = OPENS_WITH_WORD.test(phrase);
  const ends = ENDS_WITH_WORD.test(phrase);
  for (let at = text.indexOf(phrase); at >= 0; at = text.indexOf(phrase, at + 1)) {
    const runsInto = opens && ENDS_WITH_WORD.test(text.slice(Math.max(0, at - 2), at));
    const runsOn = ends && OPENS_WITH_WORD.test(text.slice(at + phrase.length, at + phrase.length + 2));
    if (!runsInto && !runsOn) return true;
  }
  return false;
}

type Rank = readonly (readonly [LosingReason, number | string])[];

const rankOf = ({ flowId, priority, createdAt, trigger }: Contender): Rank => [
  ["weaker-match", MATCHES.indexOf(trigger.match)],
  ["shorter-keyword", trigger.match === "default" ? 0 : -normalise(trigger.keyword).length],
  ["later-priority", priority],
  ["younger-flow", createdAt],
  ["younger-flow", flowId],
  ["later-trigger", trigger.nodeId],
];

function difference(a: Rank, b: Rank): { readonly sign: -1 | 1; readonly why: LosingReason } | null {
  for (const [place, [why, mine]] of a.entries()) {
    const theirs = b[place]?.[1];
    if (theirs !== undefined && mine !== theirs) return { sign: mine < theirs ? -1 : 1, why };
  }
  return null;
}
