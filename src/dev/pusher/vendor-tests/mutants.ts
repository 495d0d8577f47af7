import { afterEach, describe, inject, test } from "vitest";
import { COULD_NOT_RUN, type Group } from "./mutation";

// Run by run-mutations: one file of our tests, once for each fault, every time against modules of their own. Starting a
// process and its packages costs more than most of these tests.

declare module "vitest" {
  interface ProvidedContext {
    readonly group: Group;
  }
}

const { test: file, mutants } = inject("group");

for (const { name, query } of mutants) {
  describe(name, async () => {
    // One test that fails is enough to notice a fault: the others would only wait for what does not come any more.
    afterEach(({ task }) => {
      if (task.result?.state !== "fail") return;
      for (const other of task.suite?.tasks ?? []) if (!other.result) other.mode = "skip";
    });
    try {
      await import(/* @vite-ignore */ `../${file}?${query}`);
    } catch (error) {
      test(COULD_NOT_RUN, () => {
        throw error;
      });
    }
  });
}
