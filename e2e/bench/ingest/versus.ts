import { quantile, type Measure } from "../measure";

const ROUNDS = 5;

/**
 * Measures two things in turn, ours first, and the ratio of each pair: both had the same machine, whatever else it did. A
 * round before that warms both up.
 */
export async function versus(
  name: string,
  { ours, theirs, aim }: { ours: () => Promise<number>; theirs: () => Promise<number>; aim: number },
): Promise<{ readonly measures: readonly Measure[]; readonly remark: string }> {
  await ours();
  await theirs();
  const pairs: (readonly [ours: number, theirs: number])[] = [];
  for (let round = 0; round < ROUNDS; round += 1) pairs.push([await ours(), await theirs()]);
  const rates = pairs.map(([rate]) => rate);
  const baseline = Math.round(
    quantile(
      pairs.map(([, rate]) => rate),
      0.5,
    ),
  ).toLocaleString("en-US");
  return {
    measures: [
      { name, unit: "webhooks/s", runs: rates, judged: false },
      { name: `${name} ratio`, unit: "×", runs: pairs.map(([one, other]) => one / other), aim },
    ],
    remark: `${name}: the baseline does ${baseline} a second`,
  };
}
