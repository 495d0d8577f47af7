import { expect, it } from "vitest";
import { deliveryProblem } from "./delivery-problem";

it("has nothing to say while a message is on its way or when it arrived", () => {
  expect(deliveryProblem(undefined)).toBeUndefined();
  expect(deliveryProblem({ attempt: 2, status: 200 })).toBeUndefined();
});

it.each([
  [{ status: 403 }, "signature"],
  [{ status: 404 }, "callback address"],
  [{ status: 503 }, "database"],
  [{ status: 500 }, "terminal"],
  [{ status: 204 }, "only 200"],
  [{ status: 307 }, "no redirect"],
  [{ status: 0, error: "ECONNREFUSED" }, "npm start"],
  [{ status: 0, error: "no callback is set" }, "no webhook address"],
])("explains %j", (attempt, words) => {
  const { title, advice } = deliveryProblem({ attempt: 1, ...attempt })!;
  expect(`${title} ${advice}`).toContain(words);
});

it("says when it is tried again", () => {
  const retryAt = new Date("2026-11-20T10:00:00Z");
  expect(deliveryProblem({ attempt: 1, status: 503, retryAt })).toMatchObject({ retryAt: retryAt.toISOString() });
  expect(deliveryProblem({ attempt: 9, status: 503 })).toMatchObject({ retryAt: null });
});
