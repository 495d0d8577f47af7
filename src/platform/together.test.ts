import { expect, test } from "vitest";
import { together } from "./together";

/** A load that answers when it is told to, and remembers what it was asked for. */
function slowLoad() {
  const asked: (readonly string[])[] = [];
  const answers: { give: () => void; fail: (error: Error) => void }[] = [];
  const load = (keys: readonly string[]) => {
    asked.push(keys);
    return new Promise<string>((resolve, fail) => {
      answers.push({ give: () => resolve(keys.join()), fail });
    });
  };
  return { asked, answers, load };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

test("a call alone is loaded at once", async () => {
  const { asked, answers, load } = slowLoad();
  const read = together(load);
  const first = read("a");
  await turn();
  expect(asked).toEqual([["a"]]);
  answers[0]?.give();
  expect(await first).toBe("a");
});

test("calls that come during a load share the one after it", async () => {
  const { asked, answers, load } = slowLoad();
  const read = together(load);
  const first = read("a");
  await turn();
  const others = [read("b"), read("c")];
  await turn();
  expect(asked).toEqual([["a"]]);
  answers[0]?.give();
  await first;
  await turn();
  expect(asked).toEqual([["a"], ["b", "c"]]);
  answers[1]?.give();
  expect(await Promise.all(others)).toEqual(["b,c", "b,c"]);
});

test("a key that can not be loaded fails its own caller, not those who shared the load", async () => {
  const read = together((keys: readonly string[]) =>
    keys.includes("bad") ? Promise.reject(new Error("refused")) : Promise.resolve(keys.join()),
  );
  const [a, bad, b] = await Promise.allSettled([read("a"), read("bad"), read("b")]);
  expect([a, b]).toMatchObject([{ value: "a" }, { value: "b" }]);
  expect(bad).toMatchObject({ reason: new Error("refused") });
});

test("a load that fails fails its own callers only", async () => {
  const { answers, load } = slowLoad();
  const read = together(load);
  const first = read("a");
  await turn();
  const second = read("b");
  answers[0]?.fail(new Error("away"));
  await expect(first).rejects.toThrow("away");
  await turn();
  answers[1]?.give();
  expect(await second).toBe("b");
});
