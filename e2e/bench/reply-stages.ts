import { quantile } from "./measure";
import type { Note } from "./program";

/** One reply: when the customer's message was posted, and when the answer was at Meta. */
export interface Reply {
  readonly postedAt: number;
  readonly arrivedAt: number;
}

type Moment = (notes: readonly Note[]) => number | undefined;

/** The end of the transaction that the first such statement is in. */
const committed =
  (statement: RegExp): Moment =>
  (notes) => {
    const asked = notes.find(({ text }) => statement.test(text));
    const isItsCommit = ({ text, at, connection }: Note) =>
      text === "commit" && asked !== undefined && connection === asked.connection && at > asked.at;
    return notes.find(isItsCommit)?.until;
  };
const begun =
  (noted: RegExp): Moment =>
  (notes) =>
    notes.find(({ text }) => noted.test(text))?.at;

/** Each comes after the one before. Statements are known by what they say. */
const STAGES: readonly (readonly [name: string, moment: Moment])[] = [
  ["received by the server", begun(/^POST webhook$/)],
  ["stored (committed)", committed(/insert into webhook_events/)],
  ["lane claimed", begun(/update lanes set attempts = 0/)],
  ["flow moved (committed)", committed(/insert into messages/)],
  ["attempt on record", committed(/update messages set attempted_at/)],
  ["Graph call begun", begun(/^send$/)],
];

/** A table of when, in milliseconds after the POST, replies come to each of their stages. Notes are of all processes. */
export function stagesOf(replies: readonly Reply[], notes: readonly Note[]): readonly string[] {
  const times = new Map<string, number[]>();
  let statements = 0;
  for (const { postedAt, arrivedAt } of replies) {
    const during = notes.filter(({ at }) => at >= postedAt && at < arrivedAt).sort((one, other) => one.at - other.at);
    statements += during.filter(({ connection }) => connection > 0).length;
    let reached = postedAt;
    for (const [stage, moment] of STAGES) {
      reached = moment(during.filter(({ at }) => at >= reached)) ?? NaN;
      add(times, stage, reached - postedAt);
    }
    add(times, "at Meta", arrivedAt - postedAt);
    const acknowledged = during.find(({ text, until }) => text === "POST webhook" && until > 0)?.until ?? NaN;
    add(times, "(acknowledged with 200)", acknowledged - postedAt);
  }
  const rows = [...times].map(([stage, found]) => row(stage, found));
  return [
    `${"ms after the POST".padEnd(26)}    min    p50    p99`,
    ...rows,
    `${Math.round(statements / replies.length)} statements until then`,
  ];
}

function add(stages: Map<string, number[]>, stage: string, time: number): void {
  const times = stages.get(stage);
  if (times) times.push(time);
  else stages.set(stage, [time]);
}

function row(stage: string, times: readonly number[]): string {
  const seen = times.filter((time) => !Number.isNaN(time));
  const at = (share: number) => quantile(seen, share).toFixed(1).padStart(7);
  return `${stage.padEnd(26)}${at(0)}${at(0.5)}${at(0.99)}`;
}
