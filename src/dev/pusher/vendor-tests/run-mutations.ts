import { readFileSync } from "node:fs";
import path from "node:path";
import { startVitest, type TestSuite } from "vitest/node";
import { mutate, queryOf } from "./mutate";
import { COULD_NOT_RUN, type Group, type Mutation } from "./mutation";
import { ran, type Outcome } from "./suite";

const FOLDER = "src/dev/pusher";
const AS_IT_IS = "the server as it is";
/** So many that a process's start does not count, and so few that none is the last by far. */
const MUTANTS_PER_PROCESS = 12;
/** More than there are processors: a test that notices a fault mostly waits for what does not come. */
const PROCESSES = 4;

/**
 * Runs our own tests against the server as it is, and then, for each mutation, those that must notice it. A mutation that
 * survives is a fault: the behaviour it changes is held by no test.
 */
export async function runMutations(mutations: readonly Mutation[]): Promise<Outcome[]> {
  for (const mutation of mutations) refuseUnclear(mutation);
  const files = [...new Set(mutations.map(({ test }) => test))];
  const suites = await runTests(mutations, files);
  const asItIs = [...suites.values()].filter(({ name }) => name.startsWith(AS_IT_IS));
  const unchanged = asItIs.flatMap(whyFailed);
  const faults = mutations.flatMap((mutation) => whySurvived(mutation, suites.get(mutation.name)));
  return [
    ran("our own tests of the server as it is", {
      passed: asItIs.filter((suite) => suite.ok()).length,
      faults: unchanged,
    }),
    ran("mutations noticed", { passed: mutations.length - faults.length, faults }),
  ];
}

/** A mutation must change one place; else it proves nothing about the code as it has become. */
function refuseUnclear({ name, file, from }: Mutation): void {
  const places = readFileSync(path.join(FOLDER, file), "utf8").split(from).length - 1;
  if (places !== 1) throw new Error(`The mutation "${name}" fits ${places} places of ${file}, and not one.`);
}

/** The mutants of each file in a few processes. Last in each is the server as it is: what passes then failed for a fault. */
function groupsOf(mutations: readonly Mutation[], files: readonly string[]): Group[] {
  return files.flatMap((test) => {
    const faulty = mutations.flatMap((one, at) => (one.test === test ? [{ name: one.name, query: queryOf(at) }] : []));
    const processes = Math.ceil(faulty.length / MUTANTS_PER_PROCESS);
    return Array.from({ length: processes }, (_, process) => {
      const asItIs = { name: `${AS_IT_IS} ${process + 1}: ${test}`, query: queryOf(mutations.length) };
      return { test, mutants: [...faulty.filter((_, at) => at % processes === process), asItIs] };
    });
  });
}

async function runTests(mutations: readonly Mutation[], files: readonly string[]): Promise<Map<string, TestSuite>> {
  const vitest = await startVitest("test", [], {
    config: false,
    watch: false,
    pool: "threads",
    maxWorkers: PROCESSES,
    reporters: [{}],
    projects: groupsOf(mutations, files).map((group, at) => ({
      plugins: [mutate(mutations)],
      resolve: { alias: { "@": path.resolve("src") } },
      test: {
        name: `${group.test} ${at}`,
        include: [`${FOLDER}/vendor-tests/mutants.ts`],
        provide: { group },
        testTimeout: 6_000,
        hookTimeout: 6_000,
      },
    })),
  });
  const tested = vitest.state.getTestModules();
  await vitest.close();
  process.exitCode = 0; // tests that fail are what is wanted here
  for (const { message } of tested.flatMap((one) => one.errors())) throw new Error(message);
  return new Map(tested.flatMap(({ children }) => [...children.suites()].map((suite) => [suite.name, suite])));
}

function whyFailed(suite: TestSuite): string[] {
  const failed = [...suite.children.allTests("failed")].map((test) => test.name);
  return [...failed, ...suite.errors().map(({ message }) => message)].map((why) => `${suite.name}: ${why}`);
}

/** Noticed is what fails a test; tests that could not even begin say nothing. */
function whySurvived({ name, test }: Mutation, suite: TestSuite | undefined): string[] {
  const failed = suite ? [...suite.children.allTests("failed")] : [];
  const errors = suite?.errors() ?? [];
  if (!suite) return [`${name}: ${test} was not run`];
  if (errors.length > 0) return [`${name}: ${test} could not run: ${errors[0]?.message ?? ""}`];
  const unread = failed.find((one) => one.name === COULD_NOT_RUN);
  if (unread) return [`${name}: ${test} could not be read: ${unread.result().errors?.[0]?.message ?? ""}`];
  return failed.length > 0 ? [] : [`${name}: survived ${test}`];
}
