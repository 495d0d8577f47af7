import { readFileSync } from "node:fs";
import path from "node:path";
import { startVitest, type TestModule } from "vitest/node";
import type { Mutation } from "./mutation";
import { ran, type Outcome } from "./suite";

const FOLDER = path.resolve("src/dev/pusher");
const UNCHANGED = "unchanged";

/**
 * Runs our own tests against the server as it is, and then, for each mutation, those that must notice it. A mutation that
 * survives is a fault: the behaviour it changes is held by no test.
 */
export async function runMutations(mutations: readonly Mutation[]): Promise<Outcome[]> {
  for (const mutation of mutations) refuseUnclear(mutation);
  const modules = await runTests(mutations);
  const unchanged = modules.get(UNCHANGED) ?? [];
  const faults = mutations.flatMap((mutation) => whySurvived(mutation, modules.get(mutation.name) ?? []));
  const own = testsIn(unchanged, "passed").length;
  return [
    // One: they are counted where all unit tests are.
    ran(`our own ${own} tests of a server as it is`, { passed: own > 0 ? 1 : 0, faults: faultsOf(unchanged) }),
    ran("mutations noticed", { passed: mutations.length - faults.length, faults }),
  ];
}

/** A mutation must change one place; else it proves nothing about the code as it has become. */
function refuseUnclear({ name, file, from }: Mutation): void {
  const places = readFileSync(path.join(FOLDER, file), "utf8").split(from).length - 1;
  if (places !== 1) throw new Error(`The mutation "${name}" fits ${places} places of ${file}, and not one.`);
}

async function runTests(mutations: readonly Mutation[]): Promise<Map<string, TestModule[]>> {
  const project = (name: string, include: string, plugins: ReturnType<typeof mutate>[]) => ({
    plugins,
    resolve: { alias: { "@": path.resolve("src") } },
    test: { name, include: [`src/dev/pusher/${include}`], testTimeout: 6_000, hookTimeout: 6_000 },
  });
  const vitest = await startVitest("test", [], {
    config: false,
    watch: false,
    pool: "threads",
    maxWorkers: "100%",
    reporters: [{}],
    projects: [
      project(UNCHANGED, "**/*.test.ts", []),
      ...mutations.map((mutation) => project(mutation.name, mutation.test, [mutate(mutation)])),
    ],
  });
  const modules = new Map<string, TestModule[]>();
  for (const tested of vitest.state.getTestModules()) {
    modules.set(tested.project.name, [...(modules.get(tested.project.name) ?? []), tested]);
  }
  await vitest.close();
  process.exitCode = 0; // tests that fail are what is wanted here
  return modules;
}

const mutate = ({ name, file, from, to }: Mutation) => ({
  name: `mutation: ${name}`,
  enforce: "pre" as const,
  transform: (code: string, id: string) =>
    path.normalize(id) === path.join(FOLDER, file) ? code.replace(from, () => to) : undefined,
});

/** Noticed is what fails a test; tests that could not even begin say nothing. */
function whySurvived({ name, test }: Mutation, modules: readonly TestModule[]): string[] {
  const errors = modules.flatMap((module) => module.errors());
  if (modules.length === 0) return [`${name}: ${test} was not run`];
  if (errors.length > 0) return [`${name}: ${test} could not run: ${errors[0]?.message ?? ""}`];
  return testsIn(modules, "failed").length > 0 ? [] : [`${name}: survived ${test}`];
}

const testsIn = (modules: readonly TestModule[], state: "passed" | "failed"): string[] =>
  modules.flatMap((module) => [...module.children.allTests(state)].map((test) => test.fullName));

const faultsOf = (modules: readonly TestModule[]): string[] => [
  ...testsIn(modules, "failed"),
  ...modules.flatMap((module) => module.errors().map(({ message }) => `${module.moduleId}: ${message}`)),
];
