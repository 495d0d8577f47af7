import { expect, test } from "vitest";
import { allDone, letRun } from "./under-way";

test("what was let run is waited for, also what that lets run", async () => {
  const done: string[] = [];
  const later = async (name: string, next?: () => void) => {
    await new Promise((resolve) => setTimeout(resolve, 5));
    next?.();
    done.push(name);
  };
  letRun(later("first", () => letRun(later("second"))));
  await allDone();
  expect(done).toEqual(["first", "second"]);
});
