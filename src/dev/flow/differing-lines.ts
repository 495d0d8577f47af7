/** Both texts line by line: `  ` in both, `- ` only expected, `+ ` only found. The longest run of common lines is kept. */
export function differingLines(expected: readonly string[], found: readonly string[]): readonly string[] {
  const common = commonLengths(expected, found);
  const at = (row: number, column: number): number => common[row]?.[column] ?? 0;
  const lines: string[] = [];
  let [row, column] = [0, 0];
  while (row < expected.length || column < found.length) {
    const [wanted, got] = [expected[row], found[column]];
    if (wanted !== undefined && wanted === got) {
      lines.push(`  ${wanted}`);
      row += 1;
      column += 1;
    } else if (wanted !== undefined && (got === undefined || at(row + 1, column) >= at(row, column + 1))) {
      lines.push(`- ${wanted}`);
      row += 1;
    } else {
      lines.push(`+ ${got}`);
      column += 1;
    }
  }
  return lines;
}

/** For each pair of starts, how many lines the rests have in common, in order. */
function commonLengths(expected: readonly string[], found: readonly string[]): readonly (readonly number[])[] {
  const lengths = Array.from({ length: expected.length + 1 }, () => new Array<number>(found.length + 1).fill(0));
  for (let row = expected.length - 1; row >= 0; row -= 1) {
    for (let column = found.length - 1; column >= 0; column -= 1) {
      const [same = 0, below = 0, beside = 0] = [
        lengths[row + 1]?.[column + 1],
        lengths[row + 1]?.[column],
        lengths[row]?.[column + 1],
      ];
      const line = lengths[row];
      if (line) line[column] = expected[row] === found[column] ? same + 1 : Math.max(below, beside);
    }
  }
  return lengths;
}
