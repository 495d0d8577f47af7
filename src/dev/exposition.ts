export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

export interface Scrape {
  readonly types: Readonly<Record<string, string>>;
  readonly samples: readonly Sample[];
  /** The sum of all samples of a name that have these labels; 0 when there are none. */
  readonly sum: (name: string, labels?: Readonly<Record<string, string>>) => number;
}

const SAMPLE = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (-?\d+(?:\.\d+)?(?:e[+-]\d+)?|\+Inf|-Inf|NaN)$/;
const LABEL = /^([a-zA-Z_]\w*)="((?:[^"\\\n]|\\["\\n])*)"(?:,|$)/;

/**
 * Reads Prometheus' text format as strictly as its specification is, and throws at whatever a scraper might refuse: a sample
 * without its TYPE before it, one that comes twice, buckets that fall or do not end with all.
 */
export function parseExposition(text: string): Scrape {
  if (!text.endsWith("\n")) throw new Error("The last line does not end");
  const types: Record<string, string> = {};
  const samples: Sample[] = [];
  const seen = new Set<string>();
  for (const line of text.slice(0, -1).split("\n")) {
    const told = /^# (HELP|TYPE) (\S+) (.+)$/.exec(line);
    if (told) {
      const [, what, name = "", rest = ""] = told;
      if (seen.has(`${what} ${name}`)) throw new Error(`Twice: ${line}`);
      seen.add(`${what} ${name}`);
      if (what === "TYPE") types[name] = rest;
      continue;
    }
    const sample = parseSample(line);
    const family = familyOf(sample.name, types);
    if (!family) throw new Error(`No type before: ${line}`);
    const key = JSON.stringify([sample.name, Object.entries(sample.labels).sort()]);
    if (seen.has(key)) throw new Error(`Twice: ${line}`);
    seen.add(key);
    samples.push(sample);
  }
  for (const [name, type] of Object.entries(types)) if (type === "histogram") checkHistogram(name, samples);
  const sum: Scrape["sum"] = (name, labels = {}) =>
    samples
      .filter(
        (sample) =>
          sample.name === name && Object.entries(labels).every(([key, value]) => sample.labels[key] === value),
      )
      .reduce((total, { value }) => total + value, 0);
  return { types, samples, sum };
}

function parseSample(line: string): Sample {
  const [, name, labelled = "", value = ""] = SAMPLE.exec(line) ?? [];
  if (name === undefined) throw new Error(`Not a sample: ${line}`);
  const labels: Record<string, string> = {};
  for (let rest = labelled; rest !== "";) {
    const [all, key = "", text = ""] = LABEL.exec(rest) ?? [];
    if (all === undefined || key in labels) throw new Error(`Wrong labels: ${line}`);
    labels[key] = text.replace(/\\(.)/g, (_, one: string) => (one === "n" ? "\n" : one));
    rest = rest.slice(all.length);
  }
  return { name, labels, value: Number(value.replace("Inf", "Infinity")) };
}

function familyOf(name: string, types: Readonly<Record<string, string>>): string | undefined {
  if (name in types && types[name] !== "histogram") return name;
  const family = name.replace(/_(bucket|sum|count)$/, "");
  return types[family] === "histogram" && family !== name ? family : undefined;
}

function checkHistogram(name: string, samples: readonly Sample[]): void {
  const without = ({ labels }: Sample) => JSON.stringify(Object.entries(labels).filter(([key]) => key !== "le"));
  const rows = samples.filter((sample) => sample.name.startsWith(name));
  for (const labels of new Set(rows.map(without))) {
    const of = (part: string) => rows.filter((row) => row.name === `${name}_${part}` && without(row) === labels);
    const buckets = of("bucket").map(({ labels: { le = "" }, value }) => ({
      le: Number(le.replace("+Inf", "Infinity")),
      value,
    }));
    const rises = buckets.every(({ le, value }, n) => {
      const before = buckets[n - 1];
      return !before || (le > before.le && value >= before.value);
    });
    const [count] = of("count");
    if (!rises || buckets.at(-1)?.le !== Infinity || buckets.at(-1)?.value !== count?.value || of("sum").length !== 1)
      throw new Error(`Not a histogram: ${name} ${labels}`);
  }
}
