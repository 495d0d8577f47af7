import { expect, it } from "vitest";
import { wamid } from "./wamid";

it("builds ids like a real one, and never the same twice", () => {
  // A real delivery's id, published by pywa.
  const real = "wamid.HBgMOTcyNTQ0NDAxMjQzFQIAEhggM0RFQTNCMEEwRTY3QzUwODYzMDc4NjQ4QzM4ODAxM0YA";
  const ours = wamid("972544401243", "heard");
  expect(ours.length).toBe(real.length);
  expect(ours.slice(0, 30)).toBe(real.slice(0, 30));
  expect(wamid("972544401243", "heard")).not.toBe(ours);
});
